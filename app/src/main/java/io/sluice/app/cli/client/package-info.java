/// How the client finds the server, asks it, and reads its answers.
@NullMarked
package io.sluice.app.cli.client;

import org.jspecify.annotations.NullMarked;
