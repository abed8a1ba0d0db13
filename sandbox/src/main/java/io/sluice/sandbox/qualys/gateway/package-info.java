/// The Qualys gateway: tokens, the asset inventory and patch management, in JSON.
@NullMarked
package io.sluice.sandbox.qualys.gateway;

import org.jspecify.annotations.NullMarked;
