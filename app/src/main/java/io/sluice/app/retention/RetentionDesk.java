package io.sluice.app.retention;

import io.sluice.app.audit.Audits;
import io.sluice.app.observe.Rounds;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.authored.ProjectBook;
import io.sluice.db.authored.Settings;
import io.sluice.db.retention.History;
import io.sluice.db.retention.Purge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the rules by which ended runs go, and has them go every few minutes.
@Component
class RetentionDesk implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RetentionDesk.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final String SETTING = "retention";

    private final Settings settings;
    private final ProjectBook projects;
    private final Purge purge;
    private final History history;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;
    private volatile boolean running;
    private volatile @Nullable Rounds rounds;

    RetentionDesk(
            Settings settings,
            ProjectBook projects,
            Database database,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.projects = projects;
        purge = new Purge(database);
        history = new History(database);
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    RetentionView show(Caller caller) {
        authorization.require(caller, Action.LOOK);
        return view(caller.project());
    }

    private RetentionView view(String project) {
        return settings.find(project, SETTING)
                .map(text -> RetentionView.of(Json.codec().map(text)))
                .orElse(RetentionView.FOR_EVER);
    }

    RetentionView change(Caller caller, RetentionView wanted) {
        authorization.require(caller, Action.MANAGE_SETTINGS);
        var checked = wanted.retention();
        log.debug("Retention becomes {}", checked);
        transaction.executeWithoutResult(_ -> {
            var before = view(caller.project()).data();
            settings.put(
                    caller.project(),
                    SETTING,
                    Json.codec().text(wanted.data()),
                    caller.person(),
                    clock.instant());
            audits.write(
                    caller,
                    "settings.change",
                    SETTING,
                    Map.of("before", before, "after", wanted.data()));
        });
        return view(caller.project());
    }

    /// Purges now rather than at the next round.
    int purgeNow(Caller caller) {
        authorization.require(caller, Action.MANAGE_SETTINGS);
        int gone = pass(caller.project());
        audits.write(caller, "runs.purge", caller.project(), Map.of("runs", gone));
        return gone;
    }

    private void passes() {
        projects.list().forEach(project -> pass(project.id()));
    }

    private int pass(String project) {
        int gone = purge.pass(project, view(project).retention(), clock.instant(), this::isRunning);
        if (gone > 0) {
            log.info("{} runs were purged; a line of each is in the history", gone);
        }
        return gone;
    }

    Listing<HistoryView> list(
            Caller caller, Optional<String> workflow, @Nullable String cursor, int limit) {
        var which =
                new History.Which(caller.project(), authorization.sight(caller).only(), workflow);
        return Cursors.list(cursor, from -> history.list(which, from, limit), HistoryView::of);
    }

    @Override
    public synchronized void start() {
        running = true;
        rounds = Rounds.start("purge", EVERY, this::passes);
    }

    @Override
    public synchronized void stop() {
        running = false;
        var ending = rounds;
        if (ending != null) {
            ending.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
