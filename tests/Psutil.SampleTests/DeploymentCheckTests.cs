using System.Net;
using System.Net.Sockets;

namespace Psutil.SampleTests;

public class DeploymentCheckTests
{
    [Fact]
    public void AllIsWell()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        (int? exitCode, string output) = SampleProgram.Run(
            "DeploymentCheck",
            "60",
            Machine.Local.Processes.Current.GetName(),
            PortOf(listener.Server),
            Path.GetTempPath(),
            "1"
        );
        Assert.Equal(["ok", "ok", "ok"], Words(output));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void EverythingIsMissing()
    {
        // Bound, so that nobody else can listen on it.
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        (int? exitCode, string output) = SampleProgram.Run(
            "DeploymentCheck",
            "0",
            "no such process",
            PortOf(socket),
            Path.GetTempPath(),
            long.MaxValue.ToString(CultureInfo.InvariantCulture)
        );
        Assert.Equal(["FAILED", "FAILED", "FAILED"], Words(output));
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void WithoutArgumentsItShowsItsUsage() => Assert.Equal(2, SampleProgram.Run("DeploymentCheck").ExitCode);

    private static string PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);

    private static string[] Words(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
}
