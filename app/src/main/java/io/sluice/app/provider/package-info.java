/// Signing in with what an identity provider says (OpenID Connect, authorization code with PKCE).
@NullMarked
package io.sluice.app.provider;

import org.jspecify.annotations.NullMarked;
