package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.imported;
import static io.sluice.bpmn.Bpmn20.process;
import static io.sluice.bpmn.Bpmn20.read;
import static io.sluice.bpmn.Bpmn20.refusedOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ParserSecurityTest {
    private static final String PLAIN = process("<startEvent id=\"s\"/>");

    private ServerSocket server = closed();

    private static ServerSocket closed() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listens() throws IOException {
        server.close();
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    /// A connection would stand in the backlog: a fetch cannot hide.
    @AfterEach
    void sawNoConnection() throws IOException {
        server.setSoTimeout(1);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        server.close();
    }

    private String url(String file) {
        return "http://127.0.0.1:" + server.getLocalPort() + "/" + file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemaLocation", "noNamespaceSchemaLocation", "SchemaLocation"})
    void fetchesNoSchemaThatTheRootNames(String attribute) {
        var value = attribute.startsWith("no") ? url("x.xsd") : "urn:evil " + url("x.xsd");

        var result = read(onRoot("xsi:" + attribute + "=\"" + value + "\""));

        assertThat(result).isInstanceOf(BpmnImport.Imported.class);
    }

    @Test
    void fetchesNoSchemaThatAnExtensionNames() {
        var xml =
                process(
                        """
                        <extensionElements>
                          <e:evil xmlns:e="urn:evil" xmlns:other="http://www.w3.org/2001/XMLSchema-instance"
                              other:schemaLocation="urn:evil %s"/>
                        </extensionElements>
                        <startEvent id="s"/>
                        """
                                .formatted(url("x.xsd")));

        var workflow = imported(xml).workflow();

        assertThat(workflow.foreign().toString()).contains("evil").doesNotContain("chemaLocation");
        assertThat(new BpmnWriter().write(workflow)).doesNotContain("127.0.0.1");
    }

    @Test
    void opensNoFileThatASchemaLocationNames(@TempDir Path folder) throws IOException {
        var there = Files.writeString(folder.resolve("there.xsd"), "secret");
        var missing = folder.resolve("missing.xsd");

        var one = read(onRoot("xsi:schemaLocation=\"urn:evil " + there.toUri() + "\""));
        var other = read(onRoot("xsi:schemaLocation=\"urn:evil " + missing.toUri() + "\""));

        assertThat(one).isEqualTo(other).isInstanceOf(BpmnImport.Imported.class);
    }

    @Test
    void refusesEveryDoctype() {
        var doctypes =
                java.util.List.of(
                        "<!DOCTYPE definitions>",
                        "<!DOCTYPE definitions SYSTEM \"" + url("x.dtd") + "\">",
                        "<!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
                        "<!DOCTYPE definitions [<!ENTITY % x SYSTEM \"" + url("x") + "\"> %x;]>",
                        "<!DOCTYPE definitions [" + laughs() + "]>");
        for (var doctype : doctypes) {
            var finding = refusedOnce("<?xml version=\"1.0\"?>\n" + doctype + "\n" + PLAIN);

            assertThat(finding.code()).as(doctype).isEqualTo("BPMN_DOCTYPE");
            assertThat(finding.line()).isEqualTo(2);
        }
    }

    private static String laughs() {
        var laughs = new StringBuilder("<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l").append(i).append(" \"");
            laughs.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return laughs.toString();
    }

    @Test
    void refusesAnEntityNobodyDeclared() {
        var finding = refusedOnce(process("<startEvent id=\"s\" name=\"&evil;\"/>"));

        assertThat(finding.code()).isEqualTo("BPMN_MALFORMED");
    }

    @Test
    void followsNoXInclude() {
        var xml =
                process(
                        """
                        <extensionElements>
                          <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s" parse="text"/>
                        </extensionElements>
                        <startEvent id="s"/>
                        """
                                .formatted(url("x")));

        assertThat(imported(xml).workflow().foreign().toString()).contains("include");
    }

    @Test
    void followsNoProcessingInstruction() {
        var xml = "<?xml-stylesheet type=\"text/xsl\" href=\"" + url("x.xsl") + "\"?>\n" + PLAIN;

        assertThat(imported(xml).workflow().nodes()).hasSize(1);
    }

    @Test
    void followsNoImport() {
        var xml =
                Bpmn20.definitions(
                        """
                        <import namespace="urn:x" location="%s" importType="http://www.w3.org/2001/XMLSchema"/>
                        <process id="p"><startEvent id="s"/></process>
                        """
                                .formatted(url("x.xsd")));

        assertThat(imported(xml).notes())
                .extracting(Finding::code)
                .containsExactly("BPMN_NOT_KEPT");
    }

    @Test
    void refusesDeepNesting() {
        var depth = 50_000;
        var xml =
                process(
                        "<extensionElements>"
                                + "<x xmlns=\"urn:x\">".repeat(depth)
                                + "</x>".repeat(depth)
                                + "</extensionElements>");

        assertThat(refusedOnce(xml).code()).isEqualTo("BPMN_TOO_LARGE");
    }

    @Test
    void acceptsNestingUpToTheBound() {
        int depth = SafeXml.MAX_DEPTH - 3;
        var xml =
                process(
                        "<extensionElements>"
                                + "<x xmlns=\"urn:x\">".repeat(depth)
                                + "</x>".repeat(depth)
                                + "</extensionElements>");

        var workflow = imported(xml).workflow();

        assertThat(imported(new BpmnWriter().write(workflow)).workflow()).isEqualTo(workflow);
    }

    @Test
    void refusesTooManyAttributes() {
        var attributes = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            attributes.append(String.format(Locale.ROOT, " x:a%d=\"\"", i));
        }

        assertThat(refusedOnce(onRoot("xmlns:x=\"urn:x\"" + attributes)).code())
                .isEqualTo("BPMN_TOO_LARGE");
    }

    @Test
    void refusesTooManyElements() {
        var xml = process("<startEvent id=\"s\"/>" + "<task/>".repeat(SafeXml.MAX_ELEMENTS));

        assertThat(refusedOnce(xml).code()).isEqualTo("BPMN_TOO_LARGE");
    }

    @Test
    void refusesSixMegabytes() {
        var xml = process("<documentation>" + "x".repeat(6_000_000) + "</documentation>");

        assertThat(refusedOnce(xml).code()).isEqualTo("BPMN_TOO_LARGE");
    }

    @Test
    void namesTheLineOfWhatIsMalformed() {
        var finding = refusedOnce(PLAIN.replace("</process>", "\n\n</prozess>"));

        assertThat(finding.code()).isEqualTo("BPMN_MALFORMED");
        assertThat(finding.line()).isEqualTo(6);
        assertThat(finding.message()).contains("line 6");
    }

    @Test
    void namesTheLineOfWhatTheSchemaForbids() {
        var xml =
                process(
                        """
                        <!-- a comment
                        of three
                        lines -->
                        <startEvent
                            id="s"
                            name="a
                            b"/>
                        <task id="t"><documentation>one
                        two &#10; three</documentation></task>

                        <nonsense/>\
                        """);

        var finding = refusedOnce(xml);

        assertThat(finding.code()).isEqualTo("BPMN_SCHEMA");
        assertThat(finding.line()).isEqualTo(14);
        assertThat(finding.message()).contains("nonsense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no xml", "<a/>", "<definitions/>", "\u0000"})
    void refusesWhatIsNoBpmn(String text) {
        assertThat(refusedOnce(text).code()).isIn("BPMN_MALFORMED", "BPMN_NOT_BPMN");
    }

    @Test
    void readsOtherEncodings() {
        var xml =
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
                        + process("<startEvent id=\"s\" name=\"Größe 扫\"/>");

        var result = new BpmnReader().read(xml.getBytes(StandardCharsets.UTF_16));

        assertThat(((BpmnImport.Imported) result).workflow().nodes().getFirst().name())
                .isEqualTo("Größe 扫");
    }

    @Test
    void addsAMissingTargetNamespace() {
        assertThat(imported(PLAIN.replace("targetNamespace=\"urn:test\"", "")).workflow().nodes())
                .hasSize(1);
    }

    private static String onRoot(String attributes) {
        return PLAIN.replace("<definitions ", "<definitions " + attributes + " ");
    }
}
