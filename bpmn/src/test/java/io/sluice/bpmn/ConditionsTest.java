package io.sluice.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "${x < 3}                        ~ vars.x < 3",
                "=x < 3                          ~ vars.x < 3",
                "x < 3                           ~ vars.x < 3",
                "#{ a.b >= -2.5 }                ~ vars.a.b >= -2.5",
                "${approved}                     ~ vars.approved",
                "${!approved}                    ~ !vars.approved",
                "${not approved}                 ~ !vars.approved",
                "${a eq 'x' and (b ne \"y\" or c)} ~ vars.a == 'x' && (vars.b != \"y\" || vars.c)",
                "${a == null || a == true}       ~ vars.a == null || vars.a == true",
                "${a lt 1 || b gt 2 || c le 3}   ~ vars.a < 1 || vars.b > 2 || vars.c <= 3",
                "= a = \"x\" and b != 2          ~ vars.a == \"x\" && vars.b != 2",
                "vars.x < 3 && trigger.id == 'a' ~ vars.x < 3 && trigger.id == 'a'",
                "nodes.scan.output.score > 900   ~ nodes.scan.output.score > 900",
                "${trigger.x > 1}                ~ vars.trigger.x > 1",
                "${a == 'it\\'s'}                ~ vars.a == 'it\\'s'",
            })
    void translatesWhatIsExact(String foreign, String cel) throws Exception {
        assertThat(Conditions.translate(foreign).cel()).isEqualTo(cel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "${}",
                "=",
                "${f(x)}",
                "${a.b()}",
                "${a[0] == 1}",
                "${a + 1 > 2}",
                "${a / 2 > 2}",
                "${empty a}",
                "${a ? b : c}",
                "${a}${b}",
                "${a < b < c}",
                "${(a}",
                "${a)}",
                "${a == 'b}",
                "${a == 3L}",
                "${if == 3}",
                "is not valid",
                "a and b",
                "= not(a)",
                "a = 3",
                "${a = 3}",
                "a == 'x' /* comment */",
                "größe > 3",
                "a == \"new\nline\"",
                "a == '\\u0041'"
            })
    void refusesWhatIsNot(String foreign) {
        assertThatThrownBy(() -> Conditions.translate(foreign))
                .isInstanceOf(Conditions.Untranslatable.class)
                .message()
                .isNotBlank();
    }

    @org.junit.jupiter.api.Test
    void namesTheVariables() throws Exception {
        assertThat(Conditions.translate("${a.b < c && 'd' == e}").variables())
                .containsExactly("a", "c", "e");
        assertThat(Conditions.translate("vars.x == nodes.y.output").variables())
                .containsExactly("x");
    }

    @org.junit.jupiter.api.Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> Conditions.translate("(".repeat(100_000)))
                .isInstanceOf(Conditions.Untranslatable.class);
    }
}
