package io.sluice.nodes.qualys.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class XmlAnswerTest {
    @Test
    void readsPastTheDoctypeAndCommentsBetweenElements() throws XMLStreamException {
        var root =
                XmlAnswer.parse(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <!DOCTYPE SCAN_LIST_OUTPUT SYSTEM "http://127.0.0.1:9/scan_list_output.dtd">
                        <!-- keep-alive -->
                        <SCAN_LIST_OUTPUT><RESPONSE><!-- keep-alive -->
                          <TITLE><![CDATA[a < b]]></TITLE><EMPTY/><NUMBER> 42 </NUMBER>
                        </RESPONSE></SCAN_LIST_OUTPUT>
                        """);

        assertThat(root.textAt("RESPONSE", "TITLE")).contains("a < b");
        assertThat(root.numberAt("RESPONSE", "NUMBER")).contains(42L);
        assertThat(root.textAt("RESPONSE", "EMPTY")).isEmpty();
        assertThat(root.at("RESPONSE", "ABSENT")).isEmpty();
    }

    @Test
    void refusesEntitiesThatADtdDeclares() {
        assertThatThrownBy(() ->
                        XmlAnswer.parse(
                                """
                                <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                                <a>&x;</a>
                                """))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesExpandingEntities() {
        assertThatThrownBy(() ->
                        XmlAnswer.parse(
                                """
                                <!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]>
                                <a>&m;</a>
                                """))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void boundsTheDepth() {
        var deep = "<a>".repeat(60) + "</a>".repeat(60);

        assertThatThrownBy(() -> XmlAnswer.parse(deep)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesWhatIsNoXml() {
        assertThatThrownBy(() -> XmlAnswer.parse("<html><body>maintenance"))
                .isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> XmlAnswer.parse("")).isInstanceOf(XMLStreamException.class);
    }
}
