namespace Psutil.ContractTests.Suite;

/// <summary>A child that plays a part. Ends when disposed.</summary>
public abstract class SubjectChild : IDisposable
{
    /// <summary>As it was started.</summary>
    public abstract OSProcess Process { get; }

    /// <summary>What it had to say when it was ready.</summary>
    public abstract string Greeting { get; }

    /// <summary>The program that it runs.</summary>
    public abstract string ProgramPath { get; }

    /// <summary>The program's name and the arguments that make it play its part.</summary>
    public abstract IReadOnlyList<string> CommandLine { get; }

    /// <summary>The PIDs of its descendants, each before its own child.</summary>
    public int[] DescendantPids =>
        [.. Greeting.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];

    /// <summary>Has it do what its part is, and waits until that is done.</summary>
    public abstract void Act();

    /// <summary>Has it end by itself, with exit code 0, in a moment.</summary>
    public abstract void BeginToEnd();

    /// <summary>Has it end by itself, and waits for that.</summary>
    public int? End(TimeSpan patience)
    {
        BeginToEnd();
        return Process.Wait(patience);
    }

    public abstract void Dispose();
}
