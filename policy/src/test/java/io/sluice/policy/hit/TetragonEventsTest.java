package io.sluice.policy.hit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F037: what agents export is read as hits")
class TetragonEventsTest {
    private static final String KILLED =
            """
            {"process_kprobe":{"process":{"binary":"/usr/bin/curl","arguments":"169.254.169.254","pod":{"namespace":"shop","name":"web-1","container":{"id":"c","name":"web"}}},"parent":{"binary":"/bin/bash"},"function_name":"security_socket_connect","policy_name":"sluice-x","action":"KPROBE_ACTION_SIGKILL"},"node_name":"n1","time":"2026-01-05T10:00:00.123456789Z"}\
            """;

    @Test
    void aReportIsRead() {
        assertThat(TetragonEvents.read(KILLED))
                .isInstanceOfSatisfying(
                        TetragonEvents.Matched.class,
                        matched -> {
                            assertThat(matched.hit().policy()).isEqualTo("sluice-x");
                            assertThat(matched.hit().pod()).isEqualTo("web-1");
                            assertThat(matched.hit().parent()).isEqualTo("/bin/bash");
                            assertThat(matched.hit().stopped()).isTrue();
                        });
        assertThat(
                        ((TetragonEvents.Matched)
                                        TetragonEvents.read(KILLED.replace("SIGKILL", "POST")))
                                .hit()
                                .stopped())
                .isFalse();
    }

    @Test
    void otherEventsAreNoneOfOurBusinessAndRubbishIsSaid() {
        assertThat(TetragonEvents.read("{\"process_exec\":{}}"))
                .isEqualTo(new TetragonEvents.Other());
        assertThat(TetragonEvents.read("")).isEqualTo(new TetragonEvents.Other());
        assertThat(TetragonEvents.read("{\"process_kprobe\":"))
                .isInstanceOf(TetragonEvents.Malformed.class);
        assertThat(TetragonEvents.read("[1]")).isInstanceOf(TetragonEvents.Malformed.class);
        assertThat(TetragonEvents.read(KILLED.replace("2026-01-05", "soon")))
                .isInstanceOf(TetragonEvents.Malformed.class);
        assertThat(TetragonEvents.read("{\"a\":".repeat(100_000)))
                .isInstanceOf(TetragonEvents.Malformed.class);
    }
}
