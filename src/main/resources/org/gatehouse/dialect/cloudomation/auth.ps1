# Logs in to Gatehouse at @PUBLIC_URL@ and stores the token in the file "token" beside this script:
#
#   PS> powershell -ExecutionPolicy Bypass -File auth.ps1     (PowerShell 7: pwsh -File auth.ps1)
#   PS> $Token = (Get-Content -Raw token).Trim()
#   PS> Invoke-RestMethod @PUBLIC_URL@/api/1/user/kevin -Headers @{ Authorization = $Token }
#
# GATEHOUSE_WORKSPACE and GATEHOUSE_USER in the environment, if set, are what the first two prompts
# suggest. For Windows PowerShell 5.1 and PowerShell 7. This file is ASCII: Windows PowerShell would
# take UTF-8 for something else.

$ErrorActionPreference = 'Stop'

$Server = '@PUBLIC_URL@'

function Stop-WithMessage([string] $Message) {
  $Host.UI.WriteErrorLine($Message)
  exit 1
}

# Not by Read-Host, which prints what it reads from a pipe.
function Read-PipedLine {
  $Line = [Console]::In.ReadLine()
  if ($null -eq $Line) {
    Stop-WithMessage 'No input.'
  }
  return $Line
}

function Read-Answer([string] $Prompt, [string] $Default) {
  if ($IsPiped) {
    $Answer = Read-PipedLine
  } elseif ($Default) {
    $Answer = Read-Host -Prompt "$Prompt [$Default]"
  } else {
    $Answer = Read-Host -Prompt $Prompt
  }
  if (-not $Answer) {
    return $Default
  }
  return $Answer
}

function Read-Password {
  if ($IsPiped) {
    return Read-PipedLine
  }
  $Secure = Read-Host -Prompt 'Password' -AsSecureString
  return [System.Net.NetworkCredential]::new('', $Secure).Password
}

# Sends $Workspace, $UserName, $Password and the code; returns what the server answers.
function Send-Auth([string] $Otp) {
  $Auth = [ordered]@{
    client_name = $Workspace
    user_name = $UserName
    password = $Password
    otp = $Otp
  }
  foreach ($Name in @($Auth.Keys)) {
    if (-not $Auth[$Name]) {
      $Auth.Remove($Name)
    }
  }
  $Json = ConvertTo-Json -InputObject $Auth -Compress
  $Handler = [System.Net.Http.HttpClientHandler]::new()
  $Handler.AllowAutoRedirect = $false
  # Plain http is for a server on this very machine: nothing for a proxy to see.
  if ($Server.StartsWith('http:')) {
    $Handler.UseProxy = $false
  }
  $Client = [System.Net.Http.HttpClient]::new($Handler)
  try {
    $Client.Timeout = [TimeSpan]::FromSeconds(30)
    $Client.DefaultRequestHeaders.ExpectContinue = $false
    $Content = [System.Net.Http.StringContent]::new(
      $Json, [System.Text.Encoding]::UTF8, 'application/json')
    $Response = $Client.PostAsync("$Server/api/1/auth", $Content).GetAwaiter().GetResult()
    $Body = $Response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
  } catch {
    $Host.UI.WriteErrorLine($_.Exception.GetBaseException().Message)
    Stop-WithMessage ("Failed to send auth! Is $Server the right address, and can this machine" +
      ' reach it?')
  } finally {
    $Client.Dispose()
  }
  $SecondFactor = @()
  if ($Response.Headers.Contains('Gatehouse-Second-Factor')) {
    $SecondFactor = @($Response.Headers.GetValues('Gatehouse-Second-Factor'))
  }
  return [pscustomobject]@{
    Status = [int]$Response.StatusCode
    WantsCode = $SecondFactor -contains 'totp'
    Body = $Body
  }
}

function Assert-Success($Reply) {
  $Status = $Reply.Status
  switch ($Status) {
    200 {
      return
    }
    401 {
      Stop-WithMessage 'Authentication failed: 401: Unauthorized'
    }
    503 {
      Stop-WithMessage ('The server is busy: 503: Service Unavailable.' +
        ' Please try again in a few seconds.')
    }
    default {
      $Line = ($Reply.Body -split "`n")[0] -replace '\p{Cc}', ''
      if (-not $Line.StartsWith("${Status}: ")) {
        $Line = "${Status}: $Line"
      }
      Stop-WithMessage "Authentication failed: $Line"
    }
  }
}

# The old file stays until the new one is whole: written under another name, then renamed.
function Save-Token([string] $Token) {
  $NewFile = $null
  $Stored = $false
  try {
    if ($OnWindows) {
      $NewFile = Join-Path $PSScriptRoot ('.token.' + [System.IO.Path]::GetRandomFileName())
      [System.IO.File]::WriteAllText($NewFile, "$Token`n")
      Move-Item -LiteralPath $NewFile -Destination $TokenFile -Force
      Set-ItemProperty -LiteralPath $TokenFile -Name IsReadOnly -Value $true
    } else {
      # mktemp makes the file with mode 600.
      $NewFile = & mktemp "$PSScriptRoot/.token.XXXXXX"
      if ($LASTEXITCODE -ne 0) {
        throw 'mktemp failed.'
      }
      [System.IO.File]::WriteAllText($NewFile, "$Token`n")
      & chmod 400 $NewFile
      if ($LASTEXITCODE -ne 0) {
        throw 'chmod failed.'
      }
      & mv -f $NewFile $TokenFile
      if ($LASTEXITCODE -ne 0) {
        throw 'mv failed.'
      }
    }
    $Stored = $true
  } catch {
    $Host.UI.WriteErrorLine($_.Exception.GetBaseException().Message)
  } finally {
    if ($NewFile -and (Test-Path -LiteralPath $NewFile)) {
      Remove-Item -LiteralPath $NewFile -Force
    }
  }
  if (-not $Stored) {
    Stop-WithMessage "Failed to store the token in ${TokenFile}!"
  }
}

if (-not $PSScriptRoot) {
  Stop-WithMessage 'Please save this script in a file, and run that.'
}
$OnWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows
$IsPiped = $Host.Name -eq 'ConsoleHost' -and [Console]::IsInputRedirected
$TokenFile = Join-Path $PSScriptRoot 'token'
if (Test-Path -LiteralPath $TokenFile -PathType Container) {
  Stop-WithMessage "The token can't be stored in ${TokenFile}."
}
Add-Type -AssemblyName System.Net.Http
# An old Windows offers TLS 1.2 only when told to. 0 leaves the choice to Windows.
if ([int][System.Net.ServicePointManager]::SecurityProtocol -ne 0) {
  [System.Net.ServicePointManager]::SecurityProtocol =
    [System.Net.ServicePointManager]::SecurityProtocol -bor [System.Net.SecurityProtocolType]::Tls12
}

Write-Host 'Authenticating...'
$Workspace = Read-Answer 'Workspace Name' $env:GATEHOUSE_WORKSPACE
$UserName = Read-Answer 'User Name' $env:GATEHOUSE_USER
$Password = Read-Password

Write-Host 'Sending auth...'
$Reply = Send-Auth ''
if ($Reply.Status -eq 401 -and $Reply.WantsCode) {
  $Code = Read-Answer '2FA Code' ''
  Write-Host 'Sending auth...'
  $Reply = Send-Auth $Code
}
Assert-Success $Reply

Write-Host 'Extracting token...'
try {
  $Token = (ConvertFrom-Json -InputObject $Reply.Body).token
} catch {
  $Token = $null
}
if ($Token -isnot [string]) {
  Stop-WithMessage 'Failed to extract token!'
}

Save-Token $Token
Write-Host "Token was stored in $TokenFile. All done!"
