/**
 * Identity providers of workspaces: how they are reached, what is read from their claims, and what
 * a workspace wants of single sign-on. Nothing of SAML or OpenID Connect messages is known here;
 * both protocols end in an {@link org.gatehouse.core.provider.ExternalIdentity}.
 */
@NullMarked
package org.gatehouse.core.provider;

import org.jspecify.annotations.NullMarked;
