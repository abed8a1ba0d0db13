package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/// Calls the FO API (`/api/<version>/fo/…`): forms in, XML out, Basic authentication.
final class FoClient {
    private final QualysWire wire;
    private final String base;

    /// @param base up to the version: `https://qualysapi.qualys.com/api/2.0/fo/`
    FoClient(QualysWire wire, String base) {
        this.wire = wire;
        this.base = base;
    }

    /// Reads.
    ///
    /// @param path below the version: `schedule/scan/`
    /// @return the `RESPONSE` element
    XmlElement get(String path, Map<String, String> query, Call call) throws NodeFailure {
        return read(wire.get(base + path, query, "text/xml", call), call);
    }

    /// Writes.
    ///
    /// @return the `RESPONSE` element
    XmlElement post(String path, Map<String, String> form, Call call) throws NodeFailure {
        return read(wire.postForm(base + path, form, call), call);
    }

    /// The body tells more than the status: some errors come with 200, and most with a code.
    private static XmlElement read(QualysReply reply, Call call) throws NodeFailure {
        var response = response(reply);
        var code = response.flatMap(element -> element.numberAt("CODE"));
        if (response.isPresent() && code.isPresent()) {
            throw FoErrors.of(code.get(), response.get(), reply.pause(), call);
        }
        reply.requireSuccess(call);
        return response.orElseThrow(
                () -> call.failedInside("an answer that is no XML with a RESPONSE"));
    }

    private static Optional<XmlElement> response(QualysReply reply) {
        try {
            return XmlAnswer.parse(reply.body()).child("RESPONSE");
        } catch (XMLStreamException noXml) {
            return Optional.empty();
        }
    }

    /// When Qualys answered, by its own clock; by ours when it does not say.
    Instant time(XmlElement response) {
        return response.textAt("DATETIME").flatMap(FoClient::instant).orElseGet(wire::now);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
