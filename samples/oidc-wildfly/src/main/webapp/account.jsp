<%@ page contentType="text/html; charset=UTF-8" %>
<!DOCTYPE html>
<html lang="en">
<title>oidc-wildfly</title>
<p>You are ${pageContext.request.remoteUser}${pageContext.request.isUserInRole('finance') ? ', of finance.' : '.'}
