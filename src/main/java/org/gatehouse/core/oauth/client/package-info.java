/**
 * The applications that log people in through Gatehouse: clients in the sense of RFC 6749, what is
 * known of each in the words of RFC 7591, and how they prove that they are who they say.
 */
@NullMarked
package org.gatehouse.core.oauth.client;

import org.jspecify.annotations.NullMarked;
