namespace Psutil.Compare;

/// <summary>What has to stand for a workload.</summary>
internal enum Setting
{
    /// <summary>The machine as it is.</summary>
    Machine,

    /// <summary>One sleeping process that is looked at.</summary>
    OneProcess,

    /// <summary>Many sleeping processes; done for each number of them.</summary>
    Processes,

    /// <summary>Many open sockets, beside the fewest sleeping processes.</summary>
    Sockets,

    /// <summary>Many control groups, for each number of them.</summary>
    Cgroups,

    /// <summary>Programs started and run to their end, beside the fewest sleeping processes.</summary>
    Program,
}
