namespace Psutil.ContractTests;

/// <summary>
/// Skips a test where the operating system does not offer what it is about, with the operating system's own words as the reason.
/// </summary>
internal static class Capability
{
    /// <summary>What a call gives; the test is skipped if that is 'not supported here'.</summary>
    public static T Get<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (PsutilNotSupportedException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    /// <inheritdoc cref="Get"/>
    public static void Do(Action call) =>
        Get(() =>
        {
            call();
            return true;
        });

    /// <summary>Skips the test where no process has the field: on another operating system.</summary>
    public static void Need(ProcessFields field) =>
        Assert.SkipUnless(Machine.Local.Processes.SupportedFields.HasFlag(field), $"{field} is not supported on this operating system.");

    /// <summary>Skips the test where sockets are listed without their owners, though it is ours that are asked for.</summary>
    public static void NeedSocketOwners()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        Assert.SkipWhen(
            Machine.Local.Network.GetConnections(ConnectionKinds.Tcp4).All(socket => socket.Pid is null),
            "This operating system lists sockets without the processes that hold them: our own listener has none."
        );
    }

    /// <summary>Waits until something holds; whether it did in time.</summary>
    public static bool Within(TimeSpan patience, Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                return false;
            }

            Thread.Sleep(5);
        }

        return true;
    }
}
