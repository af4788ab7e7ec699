using System.Text;

namespace Psutil.AspNetCore.Security;

/// <summary>The form for the token, which is exchanged for the cookie of a session. Nothing else is ever posted.</summary>
internal sealed class LoginPage(RequestGuard guard)
{
    private static readonly byte[] Form =
        """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>psutil: log in</title>
          </head>
          <body>
            <main>
              <h1>psutil</h1>
              <form method="post" action="login">
                <p><label for="token">Token</label></p>
                <p><input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
                <p><button>Log in</button></p>
              </form>
            </main>
          </body>
        </html>

        """u8.ToArray();

    /// <summary>Answers with the form.</summary>
    public static async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = Form.Length;
        await context.Response.Body.WriteAsync(Form, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Takes the token of the form. The right one gets a cookie and the page, another the form again.</summary>
    public async Task LogInAsync(HttpContext context)
    {
        if (guard.Token is not { } token)
        {
            await GuardedEndpoint.RefuseAsync(context, StatusCodes.Status404NotFound, "No token is needed here.").ConfigureAwait(false);
            return;
        }

        if (!context.Request.HasFormContentType || await ReadTokenAsync(context).ConfigureAwait(false) is not { } text)
        {
            await GuardedEndpoint
                .RefuseAsync(context, StatusCodes.Status400BadRequest, "A form with a token is needed.")
                .ConfigureAwait(false);
            return;
        }

        if (!token.Matches(text))
        {
            await WriteAsync(context).ConfigureAwait(false);
            return;
        }

        // The page is beside the form's address.
        string path = $"{context.Request.PathBase}{context.Request.Path}";
        string home = path[..(path.LastIndexOf('/') + 1)];
        context.Response.Cookies.Append(
            RequestGuard.CookieName,
            token.StartSession(guard.Clock.GetUtcNow()),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = AccessToken.SessionLength,
                Path = home,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
            }
        );
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = home;
    }

    // Not the framework's form reader: a body of 4 KiB with one field needs none of its buffers.
    private static async Task<string?> ReadTokenAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string body;
        try
        {
            body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }

        const string Field = "token=";
        string? field = Array.Find(body.Split('&'), part => part.StartsWith(Field, StringComparison.Ordinal));
        return field is null ? null : Uri.UnescapeDataString(field[Field.Length..].Replace('+', ' ')).Trim();
    }
}
