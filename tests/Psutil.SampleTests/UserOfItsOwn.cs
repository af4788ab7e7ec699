namespace Psutil.SampleTests;

/// <summary>A user that has no processes but those of one test, and a copy of the supervisor that this user can run.</summary>
internal sealed class UserOfItsOwn : IDisposable
{
    private readonly uint _id = (uint)Random.Shared.Next(1_000_000_000, 2_000_000_000);
    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-sample-").FullName;

    private UserOfItsOwn()
    {
        string id = _id.ToString(CultureInfo.InvariantCulture);
        Arguments = [$"--reuid={id}", $"--regid={id}", "--clear-groups", Path.Join(_folder, "Supervisor")];
    }

    /// <summary>The arguments of <c>setpriv</c> that run the supervisor as this user.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Creates the user, or skips the test where that cannot be done.</summary>
    public static UserOfItsOwn Create()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, to run the supervisor as a user of its own.");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv is not installed.");
        UserOfItsOwn user = new();
        user.CopySupervisor();
        using SampleProgram probe = SampleProgram.Start("setpriv", [.. user.Arguments]);
        Assert.SkipUnless(
            probe.Process.Wait(SampleProgram.Patience) == 2,
            "The supervisor does not show its usage to another user: the .NET runtime is not for all users."
        );
        return user;
    }

    public int CountProcesses() => Capture(ProcessFields.None).Count();

    /// <summary>The limit on the number of processes that each process of the user has, the supervisor excepted.</summary>
    public IEnumerable<ulong?> GetLimits() =>
        Capture(ProcessFields.ResourceLimits | ProcessFields.Name)
            .Where(process => process is { ResourceLimits: not null, Name: not "Supervisor" })
            .Select(process => process.ResourceLimits![ResourceKind.ProcessCount].Hard);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<ProcessSnapshot> Capture(ProcessFields fields) =>
        Machine
            .Local.Processes.Capture(fields | ProcessFields.UserIds | ProcessFields.Status)
            .Where(process => process.UserIds?.Real == _id && process.Status != ProcessStatus.Zombie);

    private void CopySupervisor()
    {
        File.SetUnixFileMode(
            _folder,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.OtherRead
                | UnixFileMode.OtherExecute
                | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute
        );
        foreach (string file in (string[])["Supervisor", "Supervisor.dll", "Supervisor.runtimeconfig.json", "Psutil.dll"])
        {
            File.Copy(Path.Join(AppContext.BaseDirectory, file), Path.Join(_folder, file));
        }
    }
}
