using System.Diagnostics;

namespace Psutil.ContractTests.Children;

/// <summary>A child that plays a part (<see cref="ChildProgram"/>), ready when it is made. Ends when disposed.</summary>
internal sealed class TestChild : IDisposable
{
    // ERROR_INTERNAL_ERROR.
    private const int InternalError = 1359;

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private TestChild(ChildProcess process, string greeting)
    {
        Process = process;
        Greeting = greeting;
    }

    /// <summary>This program, as the children run it.</summary>
    public static string ProgramPath { get; } = FindProgram();

    public ChildProcess Process { get; }

    /// <summary>What it had to say when it was ready.</summary>
    public string Greeting { get; }

    public static TestChild Start(string part, params string[] arguments) => Start(part, arguments, null);

    public static TestChild Start(string part, string[] arguments, Action<ProcessStartInfo>? configure)
    {
        ProcessStartInfo start = StartInfo(part, arguments);
        configure?.Invoke(start);
        return WithSecondTry(() => Start(start));
    }

    private static TestChild Start(ProcessStartInfo start)
    {
        ChildProcess process = Machine.Local.Processes.Start(start, killOnDispose: true);
        try
        {
            string line = Line(process);
            while (!line.StartsWith("ready", StringComparison.Ordinal))
            {
                line = Line(process);
            }

            return new TestChild(process, line["ready".Length..].Trim());
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Starts a program, on Wine once more if it has to be: one that other tests look into just while it starts fails to, or ends at once,
    /// now and then.
    /// </summary>
    public static T WithSecondTry<T>(Func<T> start)
    {
        try
        {
            return start();
        }
        catch (Exception exception)
            when (OperatingSystem.IsWindows() && exception is EndOfStreamException or SystemCallException { ErrorCode: InternalError })
        {
            return start();
        }
    }

    public static ProcessStartInfo StartInfo(string part, params string[] arguments) =>
        new(ProgramPath, [ChildProgram.Switch, part, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };

    /// <summary>Has it do what its part is, and waits until that is done.</summary>
    public void Act()
    {
        Process.StandardInput!.WriteLine();
        Process.StandardInput.Flush();
        Assert.Equal("done", Line(Process));
    }

    /// <summary>Ends it as it likes best: by the end of its input.</summary>
    public int? End()
    {
        Process.StandardInput!.Close();
        return Process.Wait(Patience);
    }

    public void Dispose() => Process.Dispose();

    private static string Line(ChildProcess process)
    {
        Task<string?> line = process.StandardOutput!.ReadLineAsync();
        Assert.True(line.Wait(Patience), "The child says nothing.");
        return line.Result ?? throw new EndOfStreamException($"The child has ended with {process.Wait(Patience)}.");
    }

    private static string FindProgram()
    {
        string path = Path.Join(AppContext.BaseDirectory, typeof(TestChild).Assembly.GetName().Name);
        return File.Exists(path) ? path : path + ".exe";
    }
}
