/// Calls and answers as text, and the socket server that carries them.
@NullMarked
package io.sluice.sandbox.http;

import org.jspecify.annotations.NullMarked;
