package io.sluice.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.input.Damage;
import io.sluice.engine.input.Ordeal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever stands where a BPMN file should be: it is read or refused.
class BpmnInputsTest {
    private static final List<String> XML =
            List.of(
                    "<",
                    ">",
                    "/>",
                    "</",
                    "\"",
                    "'",
                    "&",
                    "&amp;",
                    "&#0;",
                    "&#xD800;",
                    "&lol;",
                    "<!DOCTYPE a [<!ENTITY lol \"lol\">]>",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    "]]>",
                    "<?xml version=\"1.1\"?>",
                    "<?x y?>",
                    "xmlns=\"\"",
                    "xmlns:b=\"b\"",
                    "<process id=\"p\">",
                    "<startEvent id=\"s\"/>",
                    "<subProcess id=\"x\">",
                    "id=\"s\"",
                    "sourceRef=\"s\"",
                    "targetRef=\"s\"",
                    "PT1S",
                    "R3/PT1S",
                    "${x}",
                    "#{x}",
                    "=x");

    private final BpmnReader reader = new BpmnReader();

    @Test
    void aFileIsReadOrRefusedWithAReason() {
        var writer = new BpmnWriter();
        var files =
                List.of(
                        Bpmn20.resource("engine.bpmn"),
                        Bpmn20.resource("collaboration.bpmn"),
                        writer.write(SampleWorkflows.everyKind()));
        new Ordeal("BPMN files", 500)
                .run(seed -> {
                    var random = new Random(seed);
                    var damage = new Damage(random, XML);
                    var text =
                            random.nextInt(10) == 0
                                    ? damage.anew()
                                    : damage.of(files.get(random.nextInt(files.size())));
                    var bytes =
                            text.getBytes(
                                    random.nextInt(20) == 0
                                            ? StandardCharsets.UTF_16
                                            : StandardCharsets.UTF_8);
                    return new Ordeal.Input(text, () -> read(bytes));
                });
    }

    private void read(byte[] bytes) {
        if (reader.read(bytes) instanceof BpmnImport.Refused(var findings)) {
            assertThat(findings).isNotEmpty();
            findings.forEach(finding -> assertThat(finding.message()).isNotBlank());
        }
    }
}
