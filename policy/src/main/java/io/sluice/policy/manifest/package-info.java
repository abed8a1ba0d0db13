/// A Kubernetes object as desired, in the form in which it is applied, compared and written to a
/// file.
@NullMarked
package io.sluice.policy.manifest;

import org.jspecify.annotations.NullMarked;
