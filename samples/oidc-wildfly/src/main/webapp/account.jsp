<%@ page contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<!DOCTYPE html>
<html lang="en">
<title>oidc-wildfly</title>
<p>You are <c:out value="${pageContext.request.remoteUser}" />${pageContext.request.isUserInRole('finance') ? ', of finance.' : '.'}
