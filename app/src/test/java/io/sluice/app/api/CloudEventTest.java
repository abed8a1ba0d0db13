package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CloudEventTest {
    private static final String SECRET_PATH = "/api/v1/hooks/eventbridge/secret";

    private final TestServer server = TestServer.shared();

    private Client bus() {
        var key = server.admin().post(SECRET_PATH, Map.of()).json().text("secret");
        return server.anonymous().with("X-Api-Key", key);
    }

    private static String event(String id, String instance) {
        return """
        {"version":"0","id":"%s","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2",
         "account":"111122223333","time":"2026-01-05T10:00:00Z","region":"us-east-1",
         "resources":["arn:aws:ec2:us-east-1:111122223333:instance/%s"],
         "detail":{"instance-id":"%s","state":"running"}}
        """
                .formatted(id, instance, instance);
    }

    private static Client.Reply deliver(Client bus, String event) {
        return bus.raw("POST", "/hooks/eventbridge", "application/json", event);
    }

    private List<String> runsOf(String workflow) {
        return server.admin().get("/api/v1/runs?workflow=" + workflow).json().list().stream()
                .map(run -> run.text("id"))
                .toList();
    }

    @Test
    @DisplayName("F004: one run for each account, region and instance, however often delivered")
    void beginsOneRunForEachInstance() throws Exception {
        var workflow = server.enabled(Drawings.newVm(TestServer.unique("vm")));
        var bus = bus();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deliveries =
                    IntStream.range(0, 24)
                            .<Callable<Client.Reply>>mapToObj(i ->
                                    () -> deliver(bus, event("d-" + i % 4, "i-0aa11bb22cc33dd44")))
                            .toList();

            var replies =
                    threads.invokeAll(deliveries).stream().map(one -> one.resultNow()).toList();

            assertThat(replies).allMatch(reply -> reply.status() == 202);
        }
        deliver(bus, event("d-9", "i-0bb11bb22cc33dd44"));

        assertThat(runsOf(workflow)).hasSize(2);
        server.admin().post("/api/v1/workflows/" + workflow + "/disable", Map.of());
    }

    @Test
    void listsWhatBecameOfAnEvent() {
        var workflow = server.enabled(Drawings.newVm(TestServer.unique("vm")));
        var bus = bus();

        var outcome =
                deliver(bus, event("x-1", "i-0cc11bb22cc33dd44")).json().list("outcomes").stream()
                        .filter(one -> one.text("workflow").equals(workflow))
                        .findFirst()
                        .orElseThrow();

        assertThat(outcome.text("run")).isEqualTo(runsOf(workflow).getFirst());
        server.admin().post("/api/v1/workflows/" + workflow + "/disable", Map.of());
    }

    @Test
    void refusesStrangersAndMalformedEvents() {
        var bus = bus();

        assertThat(deliver(server.anonymous(), event("s-1", "i-0dd11bb22cc33dd44")).status())
                .isEqualTo(401);
        assertThat(deliver(bus, "{\"id\":").status()).isEqualTo(400);
        assertThat(deliver(bus, "[1]").status()).isEqualTo(400);
        assertThat(deliver(bus, "{}").status()).isEqualTo(202);
    }

    @Test
    void takesServiceNowsHintsByTokenOrSignature() {
        var secret =
                server.admin()
                        .post("/api/v1/hooks/servicenow/secret", Map.of())
                        .json()
                        .text("secret");
        var desk = server.anonymous().with("X-Flow-Token", secret);
        var record = Map.of("table", "change_request", "sys_id", "0".repeat(32));

        assertThat(desk.post("/hooks/servicenow", record).json().number("woken")).isZero();
        assertThat(desk.post("/hooks/servicenow", Map.of("table", "x")).status()).isEqualTo(400);
        assertThat(server.anonymous().post("/hooks/servicenow", record).status()).isEqualTo(401);
    }
}
