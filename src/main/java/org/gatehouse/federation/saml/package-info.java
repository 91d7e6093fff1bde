/**
 * SAML 2.0: Gatehouse as a service provider, one per workspace. OpenSAML reads, writes, signs and
 * verifies; pac4j checks responses, made stricter here. Why so: docs/decisions/saml.md.
 */
@NullMarked
package org.gatehouse.federation.saml;

import org.jspecify.annotations.NullMarked;
