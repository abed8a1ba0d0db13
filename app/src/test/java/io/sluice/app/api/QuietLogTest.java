package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.codec.value.JsonValues;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.security.core.userdetails.UserDetailsService;

/// A line in the log is for somebody who must act.
class QuietLogTest {
    private final TestServer server = TestServer.shared();

    @Test
    void checksOfSchemasSayNothing() {
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        var logger = (Logger) LoggerFactory.getLogger("com.networknt");
        logger.addAppender(said);
        try {
            var document =
                    JsonValues.readObject(
                            """
                            {"schema": 1, "name": "quiet",
                             "variables": [{"name": "odd", "schema": {"type": "string", "pattern": "(?=x)("}, "value": "x"}],
                             "nodes": [
                               {"id": "begin", "kind": "start", "trigger": "manual"},
                               {"id": "scan", "kind": "task", "type": "qualys.perimeter-scan",
                                "config": {"connection": "q", "connectorName": "c", "includeTags": ["external"]}},
                               {"id": "vm", "kind": "task", "type": "aws.ec2.quarantine",
                                "config": {"connection": "aws", "instanceId": "i-0aa11bb22cc33dd44"}},
                               {"id": "done", "kind": "end"}],
                             "edges": [
                               {"id": "e1", "from": "begin", "to": "scan"},
                               {"id": "e2", "from": "scan", "to": "vm"},
                               {"id": "e3", "from": "vm", "to": "done"}]}
                            """);
            var checked =
                    server.admin().post("/api/v1/workflows/check", Map.of("document", document));

            assertThat(checked.json().list("problems"))
                    .anySatisfy(one -> assertThat(one.text("code")).isEqualTo("VARIABLE_VALUE"));
            assertThat(said.list).isEmpty();
        } finally {
            logger.detachAppender(said);
        }
    }

    @Test
    void thereIsNoDefaultUser() {
        assertThatThrownBy(() -> server.bean(UserDetailsService.class))
                .isInstanceOf(NoSuchBeanDefinitionException.class);
    }
}
