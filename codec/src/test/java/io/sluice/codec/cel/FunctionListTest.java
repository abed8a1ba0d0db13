package io.sluice.codec.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionListTest {
    private final CelExpressions expressions = new CelExpressions();

    static Stream<FunctionList.Function> all() {
        return FunctionList.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFunctionIsReallyThere(FunctionList.Function function) throws Exception {
        assertThat(expressions.check(function.example(), Map.of(), Map.of())).isEmpty();
        assertThat(expressions.evaluate(function.example(), Map.of())).isNotNull();
        assertThat(function.example()).contains(function.name() + "(");
        assertThat(function.signature()).contains(function.name() + "(");
    }

    @Test
    void noFunctionIsMissing() {
        var named = all().map(FunctionList.Function::name).collect(Collectors.toSet());

        var standard =
                Arrays.stream(StandardFunction.values())
                        .map(one -> one.functionDecl().name())
                        .filter(name -> Character.isLetter(name.charAt(0)));
        var own =
                Functions.DECLARED.stream()
                        .map(one -> one.name())
                        .filter(name -> Character.isLetter(name.charAt(0)));

        assertThat(Stream.concat(standard, own).filter(name -> !named.contains(name))).isEmpty();
        assertThat(named).hasSize(FunctionList.all().size());
    }
}
