package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A run as a JUnit report, for build servers: a test suite with a case for each step.
public final class JUnitReport {
    private JUnitReport() {}

    /// @throws CliFailure when the file cannot be written
    public static void write(Tree run, Path file) {
        try {
            Files.writeString(file, of(run));
        } catch (IOException e) {
            throw CliFailure.problem(
                    "Expected to write the report to " + file + ", could not: " + e.getMessage());
        }
    }

    static String of(Tree run) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, run);
            xml.writeEndDocument();
            xml.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text can always be written", e);
        }
    }

    private static void suite(XMLStreamWriter xml, Tree run) throws XMLStreamException {
        var steps = run.list("steps");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", run.text("workflow", "name"));
        xml.writeAttribute("tests", Integer.toString(steps.size() + 1));
        xml.writeAttribute("failures", Long.toString(failures(run)));
        xml.writeAttribute("timestamp", run.text("startedAt"));
        xml.writeAttribute("time", seconds(run.text("startedAt"), run.text("endedAt")));
        testCase(
                xml,
                run,
                "run " + run.text("id"),
                seconds(run.text("startedAt"), run.text("endedAt")));
        if (!RunFollower.wentWell(run)) {
            failure(xml, "The run is " + run.text("status"), run.text("waitingFor"));
        }
        xml.writeEndElement();
        for (var step : steps) {
            step(xml, run, step);
        }
        xml.writeEndElement();
    }

    private static long failures(Tree run) {
        return run.list("steps").stream().filter(JUnitReport::stuck).count()
                + (RunFollower.wentWell(run) ? 0 : 1);
    }

    private static void step(XMLStreamWriter xml, Tree run, Tree step) throws XMLStreamException {
        testCase(
                xml, run, step.text("name"), seconds(step.text("enteredAt"), step.text("endedAt")));
        if (stuck(step)) {
            failure(xml, step.text("incident", "code"), step.text("incident", "message"));
        } else if (!step.text("status").equals("completed")) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", step.text("status"));
        }
        xml.writeEndElement();
    }

    private static boolean stuck(Tree step) {
        return step.text("status").equals("incident");
    }

    private static void testCase(XMLStreamWriter xml, Tree run, String name, String time)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", run.text("workflow", "name"));
        xml.writeAttribute("name", name);
        xml.writeAttribute("time", time);
    }

    private static void failure(XMLStreamWriter xml, String message, String detail)
            throws XMLStreamException {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", message);
        xml.writeCharacters(detail);
        xml.writeEndElement();
    }

    private static String seconds(String from, String to) {
        if (from.isEmpty() || to.isEmpty()) {
            return "0";
        }
        var span = Duration.between(Instant.parse(from), Instant.parse(to));
        return Double.toString(span.toMillis() / 1000.0);
    }
}
