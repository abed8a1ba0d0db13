package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.util.List;

/// Greets a mail server and logs in, if there is a password. No mail is sent.
record SmtpProbe(SmtpWire wire) implements ConnectionProbe {
    @Override
    public String connectionType() {
        return SmtpServer.TYPE;
    }

    @Override
    public List<String> permissions() {
        return List.of(SmtpTypes.PERMISSION);
    }

    @Override
    public String probe(Connection connection, NodeContext context) throws NodeFailure {
        var server = SmtpServer.of(connection);
        wire.greet(server, context);
        var found =
                switch (server.security()) {
                    case STARTTLS, TLS -> "It speaks TLS and ";
                    case NONE -> "It answers in the clear and ";
                };
        return found
                + (server.login().isPresent() ? "lets us in" : "asks for no password")
                + "; no mail was sent."
                + (server.told().isEmpty()
                        ? " Nobody is named to be told of approvals by it."
                        : "");
    }
}
