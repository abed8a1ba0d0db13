package io.sluice.codec.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import io.sluice.codec.value.BoundedPattern;
import java.util.List;

/// Functions of our own: equality that crosses kinds of number, calculation across kinds of number,
/// and texts that cannot grow without bound.
final class Functions {
    /// What `==` and `!=` are evaluated by.
    static final String EQUAL = "@equal";

    static final String UNEQUAL = "@unequal";

    /// `required(x)`: x itself, or a failure that says so when there is none.
    static final String REQUIRED = "required";

    private static final TypeParamType ANY = TypeParamType.create("T");

    static final List<CelFunctionDecl> DECLARED =
            List.of(
                    newFunctionDeclaration(REQUIRED, newGlobalOverload("required_any", ANY, ANY)),
                    newFunctionDeclaration(
                            EQUAL,
                            newGlobalOverload(
                                    "equal_any", SimpleType.BOOL, SimpleType.DYN, SimpleType.DYN)),
                    newFunctionDeclaration(
                            UNEQUAL,
                            newGlobalOverload(
                                    "unequal_any",
                                    SimpleType.BOOL,
                                    SimpleType.DYN,
                                    SimpleType.DYN)),
                    mixed("_+_", "add"),
                    mixed("_-_", "subtract"),
                    mixed("_*_", "multiply"),
                    mixed("_/_", "divide"),
                    newFunctionDeclaration(
                            "join",
                            newMemberOverload(
                                    "texts_join",
                                    SimpleType.STRING,
                                    ListType.create(SimpleType.STRING)),
                            newMemberOverload(
                                    "texts_join_text",
                                    SimpleType.STRING,
                                    ListType.create(SimpleType.STRING),
                                    SimpleType.STRING)),
                    newFunctionDeclaration(
                            "replace",
                            newMemberOverload(
                                    "text_replace",
                                    SimpleType.STRING,
                                    SimpleType.STRING,
                                    SimpleType.STRING,
                                    SimpleType.STRING)));

    static final List<CelFunctionBinding> BOUND =
            List.of(
                    CelFunctionBinding.from("required_any", Object.class, Functions::required),
                    CelFunctionBinding.from(
                            "equal_any", Object.class, Object.class, Equality::equal),
                    CelFunctionBinding.from(
                            "unequal_any",
                            Object.class,
                            Object.class,
                            (left, right) -> !Equality.equal(left, right)),
                    CelFunctionBinding.from(
                            "add_int_double", Long.class, Double.class, (a, b) -> a + b),
                    CelFunctionBinding.from(
                            "add_double_int", Double.class, Long.class, (a, b) -> a + b),
                    CelFunctionBinding.from(
                            "subtract_int_double", Long.class, Double.class, (a, b) -> a - b),
                    CelFunctionBinding.from(
                            "subtract_double_int", Double.class, Long.class, (a, b) -> a - b),
                    CelFunctionBinding.from(
                            "multiply_int_double", Long.class, Double.class, (a, b) -> a * b),
                    CelFunctionBinding.from(
                            "multiply_double_int", Double.class, Long.class, (a, b) -> a * b),
                    CelFunctionBinding.from(
                            "divide_int_double", Long.class, Double.class, (a, b) -> a / b),
                    CelFunctionBinding.from(
                            "divide_double_int", Double.class, Long.class, (a, b) -> a / b),
                    CelFunctionBinding.from(
                            "matches", String.class, String.class, Functions::matches),
                    CelFunctionBinding.from(
                            "matches_string", String.class, String.class, Functions::matches),
                    CelFunctionBinding.from(
                            "texts_join", List.class, texts -> BoundedText.join(texts, "")),
                    CelFunctionBinding.from(
                            "texts_join_text", List.class, String.class, BoundedText::join),
                    CelFunctionBinding.from(
                            "text_replace",
                            List.of(String.class, String.class, String.class),
                            args ->
                                    BoundedText.replace(
                                            (String) args[0], (String) args[1], (String) args[2])));

    private Functions() {}

    private static boolean matches(String text, String regex) {
        return BoundedPattern.of(regex).find(text);
    }

    private static CelFunctionDecl mixed(String operator, String name) {
        return newFunctionDeclaration(
                operator,
                newGlobalOverload(
                        name + "_int_double", SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                newGlobalOverload(
                        name + "_double_int",
                        SimpleType.DOUBLE,
                        SimpleType.DOUBLE,
                        SimpleType.INT));
    }

    private static Object required(Object value) throws CelEvaluationException {
        if (value instanceof NullValue) {
            throw new CelEvaluationException(
                    "Expected a value in required(…), there is none; guard it, or look why the node"
                            + " before gave none.");
        }
        return value;
    }
}
