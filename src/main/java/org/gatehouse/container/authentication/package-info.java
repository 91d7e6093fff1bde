/**
 * Who makes a request: the authentication mechanism, the identity store behind it, and a small
 * reader for each way in which a request can carry credentials.
 */
@NullMarked
package org.gatehouse.container.authentication;

import org.jspecify.annotations.NullMarked;
