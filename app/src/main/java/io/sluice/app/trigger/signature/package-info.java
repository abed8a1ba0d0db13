/// How senders prove who they are: one small class a scheme, all over the raw bytes, all in
/// constant time, all closed when in doubt.
@NullMarked
package io.sluice.app.trigger.signature;

import org.jspecify.annotations.NullMarked;
