/// Tetragon's agents: what they load, what they refuse, what they do when something happens.
@NullMarked
package io.sluice.sandbox.kubernetes.tetragon;

import org.jspecify.annotations.NullMarked;
