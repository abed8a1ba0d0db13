/// The door of the web page: index.html with its nonce, and the headers of every answer.
@NullMarked
package io.sluice.app.web;

import org.jspecify.annotations.NullMarked;
