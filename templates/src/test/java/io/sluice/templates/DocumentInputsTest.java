package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.schema.JsonSchemas;
import io.sluice.engine.check.WorkflowCheck;
import io.sluice.engine.decide.RandomWalkTest.Artist;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.input.Ordeal;
import io.sluice.engine.input.TreeDamage;
import io.sluice.engine.node.NodeEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Documents that were damaged, as data: each is refused with a problem that says where, or runs
/// until it ends, waits for somebody or reaches a limit; and whatever it does, it can be canceled.
class DocumentInputsTest {
    private static final List<String> TEMPLATES =
            List.of(
                    "cdr-to-policy",
                    "cdr-to-policy-live",
                    "internet-facing-vm",
                    "snapshot-encryption");

    private final WorkflowCheck check =
            new WorkflowCheck(
                    Catalogues.installed(
                            new NodeEnvironment(
                                    () -> Instant.parse("2026-01-05T10:00:00Z"), Set.of())),
                    new JsonSchemas(),
                    new CelExpressions());
    private final List<Map<String, @Nullable Object>> templates =
            TEMPLATES.stream().map(TemplateRun::load).map(WorkflowJson::toValues).toList();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void aDamagedDocumentIsRefusedWithALocatedProblemOrRunsWithinBounds() {
        new Ordeal("damaged documents", 400)
                .run(seed -> {
                    var random = new Random(seed);
                    var whole = document(random);
                    var document =
                            random.nextBoolean()
                                    ? new TreeDamage(random).of(whole)
                                    : retargeted(whole, random);
                    return new Ordeal.Input(String.valueOf(document), () -> judge(document, seed));
                });
        System.out.println(refused + " documents refused, " + ran + " run");
        if (refused.get() + ran.get() >= 400) {
            assertThat(refused.get()).isGreaterThan(100);
            assertThat(ran.get()).isGreaterThan(20);
        }
    }

    private Map<String, @Nullable Object> document(Random random) {
        return random.nextInt(3) == 0
                ? templates.get(random.nextInt(templates.size()))
                : labelled(
                        WorkflowJson.toValues(
                                new Artist(random, () -> "trace").draw(random.nextInt(3)).draw()));
    }

    /// Some edges lead elsewhere: loops, nodes that nothing leads to, joins that starve.
    private static Map<String, @Nullable Object> retargeted(
            Map<String, @Nullable Object> document, Random random) {
        var copy = new LinkedHashMap<>(document);
        if (document.get("edges") instanceof List<?> edges) {
            var changed = new ArrayList<Object>(edges);
            for (int i = 0; i <= random.nextInt(2); i++) {
                var targets = (Map<?, ?>) edges.get(random.nextInt(edges.size()));
                var edge = random.nextInt(edges.size());
                var other =
                        new LinkedHashMap<Object, @Nullable Object>((Map<?, ?>) edges.get(edge));
                other.put("to", targets.get(random.nextBoolean() ? "to" : "from"));
                changed.set(edge, other);
            }
            copy.put("edges", changed);
        }
        return copy;
    }

    /// Every task has the label it must have.
    private static Map<String, @Nullable Object> labelled(Map<String, @Nullable Object> document) {
        var copy = new LinkedHashMap<>(document);
        if (document.get("nodes") instanceof List<?> nodes) {
            copy.put("nodes", nodes.stream().map(DocumentInputsTest::labelled).toList());
        }
        return copy;
    }

    private static Object labelled(Object node) {
        var copy = new LinkedHashMap<Object, @Nullable Object>((Map<?, ?>) node);
        if ("task".equals(copy.get("kind"))) {
            copy.put("config", Map.of("label", "here"));
        }
        return copy;
    }

    private void judge(@Nullable Object document, long seed) {
        switch (WorkflowJson.readValues(document)) {
            case DocumentReading.Malformed(List<Problem> problems) -> {
                assertThat(problems).isNotEmpty().allMatch(DocumentInputsTest::saysWhere);
                refused.incrementAndGet();
            }
            case DocumentReading.Read(Workflow workflow) -> {
                var problems = new ArrayList<>(check.check(workflow));
                problems.removeIf(problem -> !problem.blocks());
                assertThat(problems).allMatch(DocumentInputsTest::saysWhere);
                if (problems.isEmpty()) {
                    ran.incrementAndGet();
                    new BlindRun(workflow, seed).toItsBounds();
                } else {
                    refused.incrementAndGet();
                }
            }
        }
    }

    /// A problem of the document as a whole has no place; its message says what is missing.
    private static boolean saysWhere(Problem problem) {
        return !problem.message().isBlank() && !problem.code().isBlank();
    }
}
