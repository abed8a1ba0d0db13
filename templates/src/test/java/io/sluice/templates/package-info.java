/// Tests of the bundled workflows: the real engine and the real node types against the sandbox.
@NullMarked
package io.sluice.templates;

import org.jspecify.annotations.NullMarked;
