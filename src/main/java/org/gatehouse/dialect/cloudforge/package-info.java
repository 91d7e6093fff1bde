/**
 * CloudForge's API: credentials with every request, or a session cookie instead; JSON and XML. The
 * authentication mechanism has judged the credentials before anything here is called.
 */
@NullMarked
package org.gatehouse.dialect.cloudforge;

import org.jspecify.annotations.NullMarked;
