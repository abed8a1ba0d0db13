/// Workflows that come with the product.
@NullMarked
package io.sluice.app.template;

import org.jspecify.annotations.NullMarked;
