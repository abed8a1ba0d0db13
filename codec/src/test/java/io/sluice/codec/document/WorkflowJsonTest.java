package io.sluice.codec.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.RandomData;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowJsonTest {
    private static final String EXAMPLE =
            """
            {
              "schema": 1,
              "name": "Internet-facing VM",
              "variables": [
                {
                  "name": "threshold",
                  "schema": {"type": "integer", "minimum": 0, "maximum": 1000},
                  "value": 900
                }
              ],
              "nodes": [
                {"id": "launched", "kind": "start", "name": "New VM", "trigger": "aws.new-vm"},
                {
                  "id": "risk",
                  "kind": "task",
                  "type": "qualys.trurisk",
                  "config": {"connection": "qualys", "hostId": "=trigger.hostId"},
                  "retry": {"maxAttempts": 3, "initial": "PT1S", "factor": 2, "max": "PT1M"},
                  "timeout": "PT10M",
                  "repeat": "at-least-once"
                },
                {
                  "id": "late",
                  "kind": "boundary",
                  "on": "risk",
                  "event": {"timer": "PT1H"},
                  "interrupting": false
                },
                {"id": "high", "kind": "choice"},
                {"id": "done", "kind": "end"}
              ],
              "edges": [
                {"id": "e1", "from": "launched", "to": "risk"},
                {"id": "e2", "from": "risk", "to": "high"},
                {"id": "e3", "from": "high", "to": "done", "when": "nodes.risk.output.score > 900"},
                {"id": "e4", "from": "high", "to": "done", "name": "no", "otherwise": true}
              ],
              "layout": {
                "nodes": {
                  "launched": {"x": 0, "y": 100},
                  "risk": {"x": 150.5, "y": 100, "width": 120, "height": 80}
                },
                "edges": {
                  "e1": [
                    {"x": 36, "y": 118},
                    {"x": 150, "y": 118}
                  ]
                },
                "notes": [
                  {
                    "id": "why",
                    "text": "Above **900** a person looks.",
                    "box": {"x": 150, "y": 220, "width": 200, "height": 80},
                    "colour": "blue"
                  }
                ],
                "groups": [
                  {
                    "id": "triage",
                    "title": "Triage",
                    "nodes": ["risk", "high"],
                    "colour": "grey",
                    "collapsed": true
                  }
                ]
              }
            }
            """;

    @Test
    void documentsComeBackEqualAndTheirTextIsStable() {
        for (long seed = 0; seed < 2000; seed++) {
            var workflow = new RandomData(seed).any(Workflow.class);

            var text = WorkflowJson.write(workflow);

            assertThat(WorkflowJson.read(text))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(new DocumentReading.Read(workflow));
            assertThat(WorkflowJson.write(read(text))).isEqualTo(text);
        }
    }

    @Test
    void theTextIsLaidOutForReading() {
        assertThat(WorkflowJson.write(read(EXAMPLE))).isEqualTo(EXAMPLE);
    }

    @Test
    void everyProblemIsToldAtOnceWithItsPlace() {
        var problems =
                problems(
                        """
                        {"schema": 1, "nodes": [
                          {"id": "a", "kind": "start", "trigger": 5, "colour": "red"},
                          {"id": "9", "kind": "end"},
                          {"id": "b", "kind": "task", "type": "log", "timeout": "soon"},
                          {"id": "c", "kind": "teleport"},
                          {"id": "d", "kind": "wait", "until": {"timer": "PT1S", "moment": "x"}},
                          {"id": "b", "kind": "end"},
                          7
                        ], "edges": [{"id": "e", "from": "a"}],
                        "layout": {"nodes": {"a": {"x": "left", "y": 1}}}, "extra": 1}
                        """);

        assertThat(problems)
                .extracting(WorkflowJsonTest::located)
                .containsExactlyInAnyOrder(
                        "MISSING_FIELD ",
                        "WRONG_TYPE a/trigger",
                        "UNKNOWN_FIELD a/colour",
                        "BAD_ID /nodes/1/id",
                        "BAD_DURATION b/timeout",
                        "UNKNOWN_KIND c/kind",
                        "BAD_VALUE d/until",
                        "WRONG_TYPE /nodes/6",
                        "DUPLICATE_ID b/id",
                        "MISSING_FIELD e",
                        "WRONG_TYPE /layout/nodes/a/x",
                        "UNKNOWN_FIELD /extra");
    }

    @Test
    void notesAndGroupsThatDoNotFitAreToldWithTheirPlace() {
        var problems =
                problems(
                        """
                        {"schema": 1, "name": "x", "nodes": [{"id": "a", "kind": "end"}],
                        "edges": [], "layout": {
                          "notes": [
                            {"id": "long", "text": "%s", "box": {"x": 0, "y": 0}},
                            {"id": "a", "box": {"x": 0, "y": 0}, "colour": "pink"},
                            {"text": "no id", "box": {"x": 0, "y": 0}, "size": 3}
                          ],
                          "groups": [
                            {"id": "g", "title": 7, "nodes": ["a", "9", ""]},
                            {"id": "long", "title": "%s", "collapsed": "yes"}
                          ]
                        }}
                        """
                                .formatted("x".repeat(10_001), "x".repeat(201)));

        assertThat(problems)
                .extracting(WorkflowJsonTest::located)
                .containsExactlyInAnyOrder(
                        "TOO_LARGE long/text",
                        "BAD_VALUE a/colour",
                        "MISSING_FIELD /layout/notes/2",
                        "UNKNOWN_FIELD /layout/notes/2/size",
                        "WRONG_TYPE g/title",
                        "WRONG_TYPE g/nodes/1",
                        "WRONG_TYPE g/nodes/2",
                        "TOO_LARGE long/title",
                        "WRONG_TYPE long/collapsed",
                        "DUPLICATE_ID a/id",
                        "DUPLICATE_ID long/id");
    }

    @Test
    void moreNotesThanAnybodyReadsAreRefused() {
        var note = "{\"id\":\"n%d\",\"text\":\"\",\"box\":{\"x\":0,\"y\":0}}";
        var notes =
                IntStream.rangeClosed(0, 500)
                        .mapToObj(note::formatted)
                        .collect(Collectors.joining(","));

        assertThat(
                        problems(
                                "{\"schema\":1,\"name\":\"x\",\"nodes\":[],\"edges\":[],"
                                        + "\"layout\":{\"notes\":["
                                        + notes
                                        + "]}}"))
                .extracting(WorkflowJsonTest::located)
                .containsExactly("TOO_LARGE /layout/notes");
    }

    private static String located(Problem problem) {
        return problem.code()
                + " "
                + problem.element().map(Object::toString).orElse("")
                + problem.path();
    }

    @Test
    void readsJoinsAndEndsOfEverySort() {
        var workflow =
                read(
                        document(
                                "{\"id\":\"j\",\"kind\":\"join\",\"awaits\":\"active\"},"
                                        + "{\"id\":\"t\",\"kind\":\"end\",\"terminate\":true},"
                                        + "{\"id\":\"x\",\"kind\":\"end\",\"error\":"
                                        + "{\"code\":\"scan.late\",\"message\":\"Too late\"}}"));

        assertThat(workflow.nodes())
                .containsExactly(
                        new Node.Join(new NodeId("j"), "j", Node.Awaits.ACTIVE),
                        new Node.End(new NodeId("t"), "t", new Node.Ending.Terminate()),
                        new Node.End(
                                new NodeId("x"),
                                "x",
                                new Node.Ending.Fail("scan.late", "Too late")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'n','kind':'join','awaits':'some'} | /awaits",
                "{'id':'n','kind':'end','error':'code'} | /error",
                "{'id':'n','kind':'end','error':{}} | /error",
                "{'id':'n','kind':'end','terminate':true,'error':{'code':'a'}} | /terminate"
            },
            quoteCharacter = '`')
    void saysWhereAnEndOrJoinIsWrong(String node, String path) {
        assertThat(problems(document(node.replace('\'', '"'))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'n','kind':'scope','loop':{}} | /loop",
                "{'id':'n','kind':'scope','loop':{'while':'true','most':1.5}} | /loop/most",
                "{'id':'n','kind':'for-each'} | ''",
                "{'id':'n','kind':'for-each','items':'vars.x','onFailure':'stay'} | /onFailure",
                "{'id':'n','kind':'call'} | ''",
                "{'id':'n','kind':'throw'} | ''",
                "{'id':'n','kind':'throw','message':'m','key':'k','signal':'s'} | ''",
                "{'id':'n','kind':'handler','event':{}} | /event",
                "{'id':'n','kind':'begin','in':'1'} | /in",
                "{'id':'n','kind':'end','verdict':'safe'} | /verdict",
                "{'id':'n','kind':'boundary','on':'a','event':{'message':'m'}} | /event",
                "{'id':'n','kind':'boundary','on':'a','event':{'compensation':false}} | /event/compensation"
            },
            quoteCharacter = '`')
    void saysWhereAnAreaOrWhatIsToldIsWrong(String node, String path) {
        assertThat(problems(document(node.replace("''", "").replace('\'', '"'))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.path()).isEqualTo(path.equals("''") ? "" : path));
    }

    @Test
    void eventsOfLaterVersionsAreRefusedByName() {
        assertThat(
                        problems(
                                document(
                                        """
                                        {"id":"n","kind":"boundary","on":"a","event":{"condition":"x"}}
                                        """)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("KIND_NOT_SUPPORTED");
                    assertThat(problem.path()).isEqualTo("/event/condition");
                });
    }

    @Test
    void brokenSyntaxIsToldWithLineAndColumn() {
        assertThat(problems("{\n  \"schema\": 1,\n  \"name\" \"x\"}"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("SYNTAX");
                    assertThat(problem.message()).contains("line 3").contains("column");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"schema\":2}",
                "{\"schema\":\"1\"}",
                "{\"schema\":1,\"schema\":1}",
                "{\"schema\":1,\"name\":\"x\",\"nodes\":{},\"edges\":[]}",
                "{\"schema\":1,\"name\":\"x\",\"nodes\":[null],\"edges\":[[]]}",
                "{\"schema\":1,\"name\":\"\\ud800\",\"nodes\":[],\"edges\":[]}",
                "{\"schema\":1,\"name\":\"x\",\"nodes\":[],\"edges\":[]} trailing",
                "{\"schema\":1,\"name\":1e999,\"nodes\":[],\"edges\":[]}"
            })
    void whatIsNoDocumentIsMalformedAndNothingElse(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void tooMuchIsRefused() {
        var deep = "[".repeat(100_000);
        var many =
                IntStream.range(0, WorkflowJson.MAX_NODES + 1)
                        .mapToObj(i -> "{\"id\":\"n" + i + "\",\"kind\":\"end\"}")
                        .collect(Collectors.joining(","));
        var large = "\"" + "x".repeat(JsonValues.MAX_LENGTH) + "\"";

        assertThat(problems(deep)).hasSize(1);
        assertThat(problems(large)).hasSize(1);
        assertThat(problems(document(many))).extracting(Problem::code).containsExactly("TOO_LARGE");
    }

    @Test
    void randomDamageNeverThrows() {
        for (long seed = 0; seed < 3000; seed++) {
            var data = new RandomData(seed);
            var text = new StringBuilder(WorkflowJson.write(data.any(Workflow.class)));
            for (int i = 0; i < 3; i++) {
                int at = data.random().nextInt(text.length());
                text.setCharAt(at, "{}[]\",:x0-\n".charAt(data.random().nextInt(11)));
            }

            assertThat(WorkflowJson.read(text.toString())).as("seed %d", seed).isNotNull();
        }
    }

    private static String document(String nodes) {
        return "{\"schema\":1,\"name\":\"x\",\"nodes\":[" + nodes + "],\"edges\":[]}";
    }

    private static Workflow read(String text) {
        return switch (WorkflowJson.read(text)) {
            case DocumentReading.Read(var workflow) -> workflow;
            case DocumentReading.Malformed(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<Problem> problems(String text) {
        return switch (WorkflowJson.read(text)) {
            case DocumentReading.Read(var workflow) -> throw new AssertionError(workflow);
            case DocumentReading.Malformed(var problems) -> problems;
        };
    }
}
