namespace Psutil.AspNetCore.Tests.Parts;

/// <summary>A machine with a few values.</summary>
internal static class Fakes
{
    public static FakeMachine Machine(FakeClock clock)
    {
        FakeMachine machine = new(clock)
        {
            Memory =
            {
                Virtual = new()
                {
                    Total = 1000,
                    Available = 600,
                    Used = 400,
                    Free = 100,
                },
            },
            Processes = { Process(7, "web") },
        };
        machine.Cpu.Times = Times(0);
        machine.Cpu.TimesPerCpu.Add(new CpuCoreTimes { Number = 0, Times = Times(0) });
        return machine;
    }

    public static ProcessSnapshot Process(int pid, string name) =>
        new(new ProcessIdentity(pid, 1))
        {
            Name = name,
            UserName = "www",
            Status = ProcessStatus.Sleeping,
            CpuTimes = default(ProcessCpuTimes),
            CommandLine = [name, "--port=80", "--password=hunter2"],
            ExecutablePath = "/bin/" + name,
            Environment = new Dictionary<string, string> { ["PATH"] = "/bin", ["API_TOKEN"] = "hunter2" },
        };

    /// <summary>The times of a CPU that was half busy for some seconds.</summary>
    public static CpuTimes Times(int seconds) =>
        new()
        {
            User = TimeSpan.FromSeconds(seconds / 2.0),
            System = TimeSpan.Zero,
            Idle = TimeSpan.FromSeconds(seconds / 2.0),
        };
}
