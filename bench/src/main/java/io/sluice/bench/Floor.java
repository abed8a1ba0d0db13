package io.sluice.bench;

/// W1 and W2 in percent of what durability alone would allow ([BareFloor]), measured turn about in
/// one process over one server: a machine that is slower today is slower for both. PostgreSQL only.
record Floor(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 20_000;
    private static final int PARKED = 8_000;

    /// As many as the engine makes for a run of W1.
    private static final int COMMITS = 4;

    void run() throws Exception {
        if (databaseName.equals("h2")) {
            return;
        }
        straightThrough();
        messages();
    }

    private void straightThrough() throws Exception {
        int runs = RUNS / settings.scale();
        var bare = new Sample();
        var percent = new Sample();
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.straightThrough());
                var floor = new BareFloor(database.database())) {
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                double able = floor.straight("s" + round, runs, COMMITS);
                double done = StraightThrough.round(engine, runs);
                if (round > 0) {
                    bare.add(able);
                    percent.add(100 * done / able);
                }
            }
        }
        results.add("floor.w1_bare_runs_per_s", databaseName, bare);
        results.add("floor.w1_percent", databaseName, percent);
    }

    private void messages() throws Exception {
        int runs = PARKED / settings.scale();
        var bareParked = new Sample();
        var bareResumed = new Sample();
        var parked = new Sample();
        var resumed = new Sample();
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.message());
                var floor = new BareFloor(database.database())) {
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                var name = "m" + round;
                double ableToPark = floor.park(name, runs);
                double park = Messages.park(engine, name, runs);
                double ableToResume = floor.resume(name, runs);
                double resume = Messages.resume(engine, name, runs);
                if (round > 0) {
                    bareParked.add(ableToPark);
                    bareResumed.add(ableToResume);
                    parked.add(100 * park / ableToPark);
                    resumed.add(100 * resume / ableToResume);
                }
            }
        }
        results.add("floor.w2_bare_parked_per_s", databaseName, bareParked);
        results.add("floor.w2_bare_resumed_per_s", databaseName, bareResumed);
        results.add("floor.w2_parked_percent", databaseName, parked);
        results.add("floor.w2_resumed_percent", databaseName, resumed);
    }
}
