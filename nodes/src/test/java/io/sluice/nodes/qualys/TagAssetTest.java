package io.sluice.nodes.qualys;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F006, F007, F101, F102: an asset is found by its instance and tagged once.
class TagAssetTest {
    private SandboxWorld world;
    private Qualys qualys;
    private TagAsset tag;
    private UntagAsset untag;
    private TestContext context;
    private String instance;
    private long assetId;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, NodeFailure {
        world = SandboxWorld.start(folder);
        qualys = new Qualys(new VendorHttp("qualys", world.environment()));
        tag = new TagAsset(qualys);
        untag = new UntagAsset(qualys);
        context = world.context();
        instance = world.launch("{\"name\":\"web-1\"}");
        world.advance("PT15M");
        var found = find(true).assetId();
        assetId = found == null ? 0 : found;
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void createsTheTagOnceAndTagsTheAssetOnce() throws NodeFailure {
        var first = Effects.apply(tag, config(true), context);
        var second = Effects.apply(tag, config(true), context);

        assertThat(first.changed()).isTrue();
        assertThat(second.changed()).isFalse();
        assertThat(second.tagId()).isEqualTo(first.tagId());
        assertThat(find(true).tags()).contains("external");
        assertThat(tags()).containsExactly("external");
    }

    @Test
    @DisplayName("Issue 5: no two runs create a tag of one name at once, whatever asset it is for")
    void locksATagThatHasYetToBeCreated() throws NodeFailure {
        var creating = tag.plan(config(true), context).request();
        tag.execute(creating, context);
        var known = tag.plan(config(true), context).request();

        assertThat(tag.resources(creating))
                .containsExactly("qualys:asset:q:" + assetId, "qualys:tag:q:external");
        assertThat(tag.resources(known)).containsExactly("qualys:asset:q:" + assetId);
    }

    @Test
    void showsWhatItWouldDoWithoutDoingIt() throws NodeFailure {
        var plan = tag.plan(config(true), context);

        assertThat(plan.changes())
                .extracting(change -> change.action())
                .containsExactly("create tag", "add tag");
        assertThat(context.leaseChecks()).isZero();
        assertThat(tags()).isEmpty();
    }

    @Test
    void failsWithoutTheTagWhenItMayNotBeCreated() {
        var failure = failureOf(() -> tag.plan(config(false), context));

        assertThat(failure.code()).isEqualTo("qualys.tag.not-found");
    }

    @Test
    void createsNoSecondTagWhenTheAnswerToTheFirstIsLost() throws NodeFailure {
        world.fault("qualys", "create/am/tag", "apply-then-drop", 1);
        var plan = tag.plan(config(true), context).request();

        var failure = failureOf(() -> tag.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(tag.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
        assertThat(tag.execute(plan, context).changed()).isTrue();
        assertThat(tags()).containsExactly("external");
        assertThat(find(true).tags()).contains("external");
    }

    @Test
    void seesThatAnUnansweredTaggingHappened() throws NodeFailure {
        world.fault("qualys", "update/am/hostasset", "apply-then-drop", 1);
        var plan = tag.plan(config(true), context).request();

        var failure = failureOf(() -> tag.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(tag.reconcile(plan, context))
                .isInstanceOfSatisfying(
                        Reconciliation.Applied.class,
                        applied ->
                                assertThat(applied.output())
                                        .hasFieldOrPropertyWithValue("changed", true));
    }

    @Test
    void refusesToGuessBetweenTagsOfOneName() throws NodeFailure {
        var assets = qualys.open("q", context).assets();
        assets.createTag("external");
        assets.createTag("external");

        var failure = failureOf(() -> tag.plan(config(true), context));

        assertThat(failure.code()).isEqualTo("qualys.tag.ambiguous");
    }

    @Test
    void theYoungerOfTwoTagsCreatedAtOnceGivesWay() throws NodeFailure {
        var plan = tag.plan(config(true), context).request();
        qualys.open("q", context).assets().createTag("external");

        var output = tag.execute(plan, context);

        assertThat(output.changed()).isTrue();
        assertThat(tags()).containsExactly("external");
    }

    @Test
    void undoTakesOffOnlyWhatItPutOn() throws NodeFailure {
        var first = tag.plan(config(true), context).request();
        var added = tag.execute(first, context);
        var second = tag.plan(config(true), context).request();
        var kept = tag.execute(second, context);
        var undo = tag.undo().orElseThrow();

        var nothing = undo.plan(second, kept, context);
        undo.execute(nothing.request(), context);
        assertThat(nothing.changes()).isEmpty();
        assertThat(find(true).tags()).contains("external");

        undo.execute(undo.plan(first, added, context).request(), context);
        assertThat(find(true).tags()).doesNotContain("external");
        assertThat(undo.plan(first, added, context).changes()).isEmpty();
    }

    @Test
    void untagsOnceAndCanPutBack() throws NodeFailure {
        Effects.apply(tag, config(true), context);
        var config = new UntagAsset.Config("q", assetId, "external");
        var plan = untag.plan(config, context).request();

        var removed = untag.execute(plan, context);
        var again = Effects.apply(untag, config, context);

        assertThat(removed.changed()).isTrue();
        assertThat(again.changed()).isFalse();
        assertThat(find(true).tags()).doesNotContain("external");
        var undo = untag.undo().orElseThrow();
        undo.execute(undo.plan(plan, removed, context).request(), context);
        assertThat(find(true).tags()).contains("external");
    }

    @Test
    void saysThatAnAssetIsUnknown() {
        var failure =
                failureOf(() -> tag.plan(new TagAsset.Config("q", 99_999_999, "x", true), context));

        assertThat(failure.code()).isEqualTo("qualys.asset.not-found");
    }

    @Test
    void findsNothingWithoutFailingUnlessRequired() throws NodeFailure {
        var unknown = "i-0123456789abcdef0";

        assertThat(new FindHost(qualys).read(new FindHost.Config("q", unknown, false), context))
                .extracting(FindHost.Output::found)
                .isEqualTo(false);
        var failure =
                failureOf(() ->
                        new FindHost(qualys)
                                .read(new FindHost.Config("q", unknown, true), context));
        assertThat(failure.code()).isEqualTo("qualys.host.not-found");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void isOneAssetAcrossAChangeOfAddress() throws NodeFailure {
        world.ask("PATCH", "vms/" + instance, "{\"publicIp\":false}");
        world.advance("PT15M");
        world.ask("PATCH", "vms/" + instance, "{\"publicIp\":true}");
        world.advance("PT15M");

        assertThat(find(true).assetId()).isEqualTo(assetId);
    }

    private FindHost.Output find(boolean required) throws NodeFailure {
        return new FindHost(qualys).read(new FindHost.Config("q", instance, required), context);
    }

    private TagAsset.Config config(boolean create) {
        return new TagAsset.Config("q", assetId, "external", create);
    }

    private List<String> tags() {
        return world.list("tags").stream().map(row -> row.path("name").asString()).toList();
    }
}
