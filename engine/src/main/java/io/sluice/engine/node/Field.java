package io.sluice.engine.node;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a component of a configuration or output record: its JSON Schema is derived from its
/// type and from this. A component that is an `Optional` or marked `@Nullable` may be left out
/// (configuration) or be null (output); every other is required.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    String title();

    String description() default "";

    /// JSON text of the value used when the field is left out: `900`, `"any"`, `true`; empty for
    /// none.
    String defaultValue() default "";

    /// JSON text of an example.
    String example() default "";

    /// Allowed values of a text; empty for any.
    String[] oneOf() default {};

    double minimum() default Double.NEGATIVE_INFINITY;

    double maximum() default Double.POSITIVE_INFINITY;

    /// A regular expression a text must match; empty for any.
    String pattern() default "";

    /// How the editor shows it: `text`, `multiline`, `connection`, `duration`, `key-value`, `json`,
    /// `secret`, `code`; empty to follow the type.
    String widget() default "";

    /// The [OptionSource] that knows what can be chosen: `aws.regions`; empty for none.
    String options() default "";

    /// Fields beside this one whose values the options depend on: `region`.
    String[] needs() default {};
}
