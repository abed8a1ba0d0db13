/// What workflows say of resources, for whoever wants to know whether they pass.
@NullMarked
package io.sluice.app.verdict;

import org.jspecify.annotations.NullMarked;
