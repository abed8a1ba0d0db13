package io.sluice.app.api;

import static io.sluice.app.api.Tellings.enabled;
import static io.sluice.app.api.Tellings.events;
import static io.sluice.app.api.Tellings.runs;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Runs that begin by messages and signals, through the whole server.
class MessageStartsTest {
    private final TestServer server = TestServer.shared();
    private final Client admin = server.admin();
    private final String name = TestServer.unique("alert");

    private Client.Reply tell(String id, Object score) {
        return admin.post(
                "/api/v1/messages",
                Map.of("id", id, "name", name, "key", "vm-1", "payload", Map.of("score", score)));
    }

    private static List<String> begun(Client.Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return reply.json().at("begun").texts().toList();
    }

    @Test
    @DisplayName("a message over the API begins a run, once, and its payload is the trigger's")
    void aMessageBeginsARun() {
        var workflow = enabled(server, admin, Tellings.hearing("message", name));
        var id = TestServer.unique("m");

        var first = begun(tell(id, 910));
        var again = begun(tell(id, 910));

        assertThat(first).hasSize(1).isEqualTo(again);
        var run = server.awaitRun(first.getFirst(), "completed");
        assertThat(run.number("result", "score")).isEqualTo(911);
        assertThat(run.text("trigger", "key")).isEqualTo("vm-1");
        assertThat(run.text("startedBy")).contains("told");
        assertThat(runs(admin, workflow)).hasSize(1);
        assertThat(events(admin, workflow))
                .singleElement()
                .satisfies(one -> assertThat(one.text("source")).isEqualTo("message"));
    }

    @Test
    @DisplayName("a message begins nothing where a draft, a disabled workflow or nobody hears it")
    void onlyWhatIsPublishedAndEnabledBegins() {
        admin.post("/api/v1/workflows", Map.of("document", Tellings.hearing("message", name)));
        var disabled = server.published(admin, Tellings.hearing("message", name));

        var reply = tell(TestServer.unique("m"), 910);

        assertThat(begun(reply)).isEmpty();
        assertThat(reply.json().flag("kept")).isTrue();
        admin.post("/api/v1/workflows/" + disabled + "/enable", Map.of());
        TestServer.await(() -> runs(admin, disabled).size() == 1);
    }

    @Test
    @DisplayName("a message that does not fit what the trigger takes is refused, for people to see")
    void aMessageMustFit() {
        var workflow = enabled(server, admin, Tellings.hearing("message", name));

        assertThat(begun(tell(TestServer.unique("m"), "high"))).isEmpty();

        assertThat(events(admin, workflow))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.text("outcome")).isEqualTo("refused");
                    assertThat(one.text("detail")).contains("/score");
                });
        assertThat(runs(admin, workflow)).isEmpty();
    }

    @Test
    @DisplayName("a run begins another by its message, which names it")
    void aRunBeginsAnother() {
        var hearing = enabled(server, admin, Tellings.hearing("message", name));
        var teller =
                Tellings.run(admin, server.published(Tellings.telling("message", name)))
                        .json()
                        .text("id");

        TestServer.await(() -> runs(admin, hearing).size() == 1);

        var run = server.awaitRun(runs(admin, hearing).getFirst().text("id"), "completed");
        assertThat(run.text("trigger", "run")).isEqualTo(teller);
        assertThat(run.number("result", "score")).isEqualTo(911);
    }

    @Test
    @DisplayName("a signal begins every workflow that hears it")
    void aSignalBeginsAll() {
        var one = enabled(server, admin, Tellings.hearing("signal", name));
        var two = enabled(server, admin, Tellings.hearing("signal", name));

        Tellings.run(admin, server.published(Tellings.telling("signal", name)));

        TestServer.await(() -> runs(admin, one).size() == 1 && runs(admin, two).size() == 1);
    }

    @Test
    @DisplayName("ASVS 2.3.2: a workflow that begins itself ends at a limit, for people to see")
    void aLoopEnds() {
        var workflow = enabled(server, admin, Tellings.echoing("signal", name));

        Tellings.run(admin, server.published(Tellings.telling("signal", name)));

        TestServer.await(() ->
                events(admin, workflow).stream()
                        .anyMatch(one ->
                                one.text("outcome").equals("refused")
                                        && one.text("detail").contains("at most 32")));
        assertThat(runs(admin, workflow)).hasSize(32);
    }

    @Test
    @DisplayName("a trigger without a name cannot be published, and the problem says where")
    void aNameIsNeeded() {
        for (var config : List.of("{}", "{\"message\": \"\"}", "{\"message\": \"$signal\"}")) {
            var document =
                    """
                    {"schema": 1, "name": "nameless", "nodes": [
                       {"id": "told", "kind": "start", "trigger": "message", "config": %s},
                       {"id": "done", "kind": "end"}],
                     "edges": [{"id": "e1", "from": "told", "to": "done"}]}
                    """
                            .formatted(config);
            var made =
                    admin.post(
                            "/api/v1/workflows",
                            Map.of("document", JsonValues.readObject(document)));

            assertThat(made.json().list("problems"))
                    .as(config)
                    .anySatisfy(MessageStartsTest::atTheName);
        }
    }

    private static void atTheName(Tree problem) {
        assertThat(problem.text("element")).isEqualTo("told");
        assertThat(problem.text("path")).startsWith("/config");
        assertThat(problem.text("severity")).isEqualToIgnoringCase("error");
    }
}
