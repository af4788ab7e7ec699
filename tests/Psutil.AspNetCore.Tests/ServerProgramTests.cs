using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Psutil.AspNetCore.Tests;

/// <summary>The program <c>psutil-serve</c>, as a process of its own.</summary>
public sealed class ServerProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-serve-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("there is no option '--nope'", "--nope")]
    [InlineData("unexpected argument 'x'", "x")]
    [InlineData("--listen needs a value", "--listen")]
    [InlineData("--listen 1.2.3: an address and a port are needed", "--listen", "1.2.3")]
    [InlineData("--listen ::1: an address and a port are needed", "--listen", "::1")]
    [InlineData("--listen unix:x: the path of a socket begins at the root", "--listen", "unix:x")]
    [InlineData("other machines can reach it, so a token is needed", "--listen", "0.0.0.0:0")]
    [InlineData("--environment needs a token", "--environment")]
    [InlineData("--certificate and --certificate-key go together", "--certificate", "x")]
    [InlineData("--names x: it is psutil or node", "--names", "x")]
    [InlineData("--otlp x: a URL is needed", "--otlp", "x")]
    [InlineData("--groups: ", "--groups", "/nonexistent/groups.json")]
    [InlineData("--token-file: ", "--token-file", "/nonexistent/token")]
    [InlineData("--every needs --record", "--every", "5")]
    [InlineData("--keep needs --record", "--keep", "1d")]
    [InlineData("'0.01' is not valid for --every", "--record", "--every", "0.01")]
    [InlineData("'much' is not valid for --keep", "--record", "--keep", "much")]
    [InlineData("--record and --once cannot be combined", "--record", "--once", "--dir", "/nonexistent/history")]
    public async Task AWrongCommandLineIsSaidInOneLine(string message, params string[] arguments)
    {
        (int exitCode, string output, string error) = await ServerProgram.RunAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("psutil: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task ATokenFileThatOthersMayReadIsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        string path = WriteToken(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        (int exitCode, _, string error) = await ServerProgram.RunAsync("--token-file", path);
        Assert.Equal(2, exitCode);
        Assert.Contains("others may read or change the file; close it with chmod 600", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AShortTokenIsRefused()
    {
        string path = WriteToken(UnixFileMode.UserRead, "short");
        (int exitCode, _, string error) = await ServerProgram.RunAsync("--token-file", path);
        Assert.Equal(2, exitCode);
        Assert.Contains("at least 16 letters", error, StringComparison.Ordinal);
        Assert.DoesNotContain("short", error.Replace(path, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APortInUseIsSaidInOneLine()
    {
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        (int exitCode, string output, string error) = await ServerProgram.RunAsync("--listen", $"{taken.LocalEndPoint}");
        Assert.Equal(3, exitCode);
        Assert.Empty(output);
        Assert.StartsWith($"psutil: cannot listen on {taken.LocalEndPoint}: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("system_memory_usage_bytes")]
    [InlineData("node_memory_MemTotal_bytes", "--names", "node")]
    public async Task OnceWritesTheMetricsAndEnds(string name, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || arguments.Length == 0, "node_exporter's names are those of Linux.");
        (int exitCode, string output, string error) = await ServerProgram.RunAsync(["--once", .. arguments]);
        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.Contains("\n" + name, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItServesWithATokenUntilItIsAskedToEnd()
    {
        using ServerProgram server = await ServerProgram.StartAsync(
            "--listen",
            "127.0.0.1:0",
            "--token-file",
            WriteToken(UnixFileMode.UserRead)
        );
        using HttpClient client = new() { BaseAddress = new Uri(server.Addresses[0]), Timeout = Wait.Patience };
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        client.DefaultRequestHeaders.Authorization = new("Bearer", Site.Token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        // An open stream does not keep it from ending.
        using HttpResponseMessage stream = await client.GetAsync(
            "/api/v1/stream",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        using EventReader events = new(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        _ = await events.ReadAsync("machine");
        Assert.Equal(0, await server.EndAsync());

        // On a busy machine Kestrel says that its heartbeat is late.
        Assert.DoesNotContain(server.Error.Split('\n'), line => line.Length > 0 && !line.Contains("heartbeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ItsSocketIsClosedToOthersAndRemovedAtTheEnd()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        string path = Path.Join(_folder.FullName, "s");
        using ServerProgram server = await ServerProgram.StartAsync("--listen", "unix:" + path);
        Assert.Equal("unix:" + path, server.Addresses[0]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using HttpClient client = new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = new Uri("http://localhost"),
            Timeout = Wait.Patience,
        };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        (int exitCode, _, string error) = await ServerProgram.RunAsync("--listen", "unix:" + path);
        Assert.Equal(3, exitCode);
        Assert.Contains("another server listens on it", error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        Assert.Equal(0, await server.EndAsync());
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task AFileThatIsNoSocketIsLeftAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        string path = Path.Join(_folder.FullName, "precious");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        (int exitCode, _, string error) = await ServerProgram.RunAsync("--listen", "unix:" + path);
        Assert.Equal(3, exitCode);
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task TheSocketOfAServerThatWasKilledIsReplaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        string path = Path.Join(_folder.FullName, "s");
        using (ServerProgram killed = await ServerProgram.StartAsync("--listen", "unix:" + path))
        {
            killed.Kill();
        }

        Assert.True(File.Exists(path));
        using ServerProgram server = await ServerProgram.StartAsync("--listen", "unix:" + path);
        Assert.Equal(0, await server.EndAsync());
    }

    [Fact]
    public async Task WithACertificateItAnswersByHttps()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string certificatePath = Path.Join(_folder.FullName, "host.pem");
        string keyPath = Write("host.key", key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(certificatePath, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        using ServerProgram server = await ServerProgram.StartAsync(
            "--listen",
            "127.0.0.1:0",
            "--certificate",
            certificatePath,
            "--certificate-key",
            keyPath
        );
        Assert.StartsWith("https://", server.Addresses[0], StringComparison.Ordinal);
        using HttpClient client = new(
            new SocketsHttpHandler
            {
                SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.Equals(certificate) },
            }
        )
        {
            BaseAddress = new Uri(server.Addresses[0]),
            Timeout = Wait.Patience,
        };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        Assert.Equal(0, await server.EndAsync());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.GetAsync("/api/v1/memory", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private string WriteToken(UnixFileMode mode, string token = Site.Token) => Write("token", token + "\n", mode);

    private string Write(string name, string text, UnixFileMode mode)
    {
        string path = Path.Join(_folder.FullName, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
