package io.sluice.engine.check;

import static io.sluice.engine.definition.Drawing.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Problem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCheckTest {
    @Test
    void findsNothingInASoundDrawing() {
        assertCodes(
                workflow()
                        .start("s")
                        .choice("c")
                        .task("a", "noop")
                        .end("e")
                        .path("s", "c")
                        .when("c", "true", "a")
                        .otherwise("c", "e")
                        .edge("a", "e"));
    }

    @Test
    @DisplayName("F002: a drawing without a trigger, or with a node none leads to, is refused")
    void wantsATriggerAndARoadToEveryNode() {
        assertCodes(
                workflow().task("a", "noop").end("e").path("a", "e"),
                "NO_TRIGGER",
                "UNREACHABLE",
                "UNREACHABLE");
        assertCodes(
                workflow()
                        .start("s")
                        .end("e")
                        .task("lost", "noop")
                        .path("s", "e")
                        .edge("lost", "e"),
                "UNREACHABLE");
    }

    @Test
    void aRaceLeadsToWaitsOfItsOwn() {
        assertCodes(
                workflow()
                        .start("s")
                        .race("r")
                        .timer("t", "PT1H")
                        .message("m", "m", "k")
                        .task("a", "noop")
                        .joinActive("j")
                        .terminate("e")
                        .path("s", "r", "t", "j")
                        .path("r", "m", "j")
                        .path("r", "a", "m")
                        .path("j", "e"),
                "RACE_TARGET_SHARED",
                "RACE_TARGET");
        assertCodes(
                workflow()
                        .start("s")
                        .race("r")
                        .timer("t", "PT1H")
                        .end("e")
                        .path("s", "r", "t", "e"),
                "RACE_OF_ONE");
    }

    @Test
    void conditionsStandBehindChoicesOfBothSorts() {
        assertCodes(
                workflow()
                        .start("s")
                        .anyChoice("c")
                        .task("a", "noop")
                        .end("e")
                        .path("s", "c")
                        .when("c", "true", "a")
                        .edge("a", "e"),
                "NO_DEFAULT");
        assertCodes(
                workflow()
                        .start("s")
                        .anyChoice("c")
                        .task("a", "noop")
                        .end("e")
                        .path("s", "c")
                        .edge("c", "a")
                        .otherwise("c", "e")
                        .edge("a", "e"),
                "NO_CONDITION");
    }

    @Test
    void namesWhatIsDoubleOrMissing() {
        assertCodes(workflow().start("s").end("s").path("s", "s"), "DUPLICATE_ID");
        assertCodes(workflow().start("s").edge("s", "nowhere"), "NO_SUCH_NODE");
        assertCodes(
                workflow().start("s").end("e").path("s", "e").onError("x", "ghost"),
                "NO_SUCH_NODE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in",
                "null",
                "true",
                "false",
                "as",
                "break",
                "const",
                "continue",
                "else",
                "for",
                "function",
                "if",
                "import",
                "let",
                "loop",
                "package",
                "namespace",
                "return",
                "var",
                "void",
                "while"
            })
    void refusesIdsThatNoExpressionCanName(String id) {
        assertCodes(
                workflow().start("s").task(id, "noop").end("e").path("s", id, "e"), "RESERVED_ID");
    }

    @Test
    void wantsWaysInAndOutThatFitTheKind() {
        assertCodes(workflow().start("s").task("a", "noop").path("s", "a"), "NO_WAY_OUT");
        assertCodes(
                workflow().start("s").end("e").path("s", "e").edge("e", "s"),
                "WAY_NOT_ALLOWED",
                "WAY_NOT_ALLOWED");
        assertCodes(
                workflow().start("s").end("e").when("s", "true", "e"), "CONDITION_OUTSIDE_CHOICE");
    }

    @Test
    void wantsConditionsOnTheWaysOutOfAChoice() {
        assertCodes(
                workflow().start("s").choice("c").end("e").path("s", "c", "e"),
                "NO_DEFAULT",
                "NO_CONDITION");
    }

    @Test
    void findsLoopsThatNeverWait() {
        assertCodes(
                workflow()
                        .start("s")
                        .choice("a")
                        .choice("b")
                        .end("e")
                        .path("s", "a")
                        .when("a", "true", "b")
                        .otherwise("a", "e")
                        .when("b", "true", "a")
                        .otherwise("b", "e"),
                "LOOP_WITHOUT_WAIT");
    }

    @Test
    void aDisabledTaskDoesNotMakeALoopWait() {
        assertCodes(
                workflow()
                        .start("s")
                        .task("a", "noop")
                        .disabled()
                        .choice("c")
                        .end("e")
                        .path("s", "a", "c")
                        .when("c", "true", "a")
                        .otherwise("c", "e"),
                "LOOP_WITHOUT_WAIT");
    }

    @Test
    void allowsLoopsThatWait() {
        assertCodes(
                workflow()
                        .start("s")
                        .timer("t", "PT1M")
                        .choice("c")
                        .end("e")
                        .path("s", "t", "c")
                        .when("c", "true", "t")
                        .otherwise("c", "e"));
    }

    @Test
    void anErrorEventHangsOnSomethingThatWorksAndInterrupts() {
        assertCodes(
                workflow()
                        .start("s")
                        .choice("c")
                        .end("e")
                        .path("s", "c")
                        .otherwise("c", "e")
                        .onError("x", "c")
                        .edge("x", "e"),
                "BOUNDARY_HOST");
    }

    private static void assertCodes(Drawing drawing, String... codes) {
        assertThat(new GraphCheck(drawing.draw()).check())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(codes);
    }
}
