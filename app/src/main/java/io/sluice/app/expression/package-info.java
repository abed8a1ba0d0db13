/// Help with expressions while a person writes them.
@NullMarked
package io.sluice.app.expression;

import org.jspecify.annotations.NullMarked;
