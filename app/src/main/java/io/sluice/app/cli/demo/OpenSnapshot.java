package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.demo.Promise.Check;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.List;
import java.util.Map;

/// A snapshot without encryption, as it was made.
record OpenSnapshot(Tree made) implements Scenario.Subject {
    private static final Map<String, String> TAGS =
            Map.of("team", "payments", "stage", "production");

    static OpenSnapshot make(ApiClient api, Screen screen) {
        var wish = Map.of("encrypted", false, "tags", TAGS);
        var snapshot = new OpenSnapshot(api.post("/sandbox/snapshots", wish));
        screen.line(screen.ink(Ink.GOOD, "✓ ") + "Made the unencrypted snapshot " + snapshot.id());
        return snapshot;
    }

    @Override
    public String id() {
        return made.text("snapshotId");
    }

    @Override
    public Promise promise(Tree run, Tree world) {
        var snapshots = world.list("snapshots");
        var original =
                snapshots.stream()
                        .filter(one -> one.text("snapshotId").equals(id()))
                        .findFirst()
                        .orElse(Tree.EMPTY);
        var copies = snapshots.stream().filter(this::encryptedCopy).toList();
        return new Promise(
                List.of(
                        new Check("The run is completed.", run.text("status").equals("completed")),
                        new Check("There is one encrypted copy, complete.", copies.size() == 1),
                        new Check(
                                "The copy has the tags of the original.",
                                !copies.isEmpty() && copies.stream().allMatch(this::hasOurTags)),
                        new Check(
                                "The original is kept, with its tags.",
                                !original.absent() && hasOurTags(original)),
                        new Check(
                                "The original is tagged with the id of its copy.",
                                copies.stream().anyMatch(copy -> names(original, copy)))));
    }

    private boolean encryptedCopy(Tree snapshot) {
        return snapshot.text("sourceId").equals(id())
                && snapshot.flag("encrypted")
                && snapshot.text("state").equals("completed");
    }

    private boolean hasOurTags(Tree snapshot) {
        var tags = made.at("tags");
        return tags.keys().stream()
                .allMatch(key -> snapshot.text("tags", key).equals(tags.text(key)));
    }

    private static boolean names(Tree original, Tree copy) {
        return original.at("tags").texts().anyMatch(copy.text("snapshotId")::equals);
    }
}
