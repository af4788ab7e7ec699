using Psutil.ContractTests.Suite;

namespace Psutil.Recording.Tests.Contract;

/// <summary>What the library promises of CPUs, tried on a recorded machine.</summary>
[Collection(ThisMachineRecorded.Name)]
public sealed class RecordedCpuTests(ThisMachineRecorded recorded) : CpuContract(recorded.NewSubject());

/// <summary>What the library promises of memory and disks, tried on a recorded machine.</summary>
[Collection(ThisMachineRecorded.Name)]
public sealed class RecordedStorageTests(ThisMachineRecorded recorded) : StorageContract(recorded.NewSubject());

/// <summary>What the library promises of interfaces and sockets, tried on a recorded machine.</summary>
[Collection(ThisMachineRecorded.Name)]
public sealed class RecordedNetworkTests(ThisMachineRecorded recorded) : NetworkContract(recorded.NewSubject());

/// <summary>What the library promises of the machine as a whole, tried on a recorded one.</summary>
[Collection(ThisMachineRecorded.Name)]
public sealed class RecordedMachineTests(ThisMachineRecorded recorded) : MachineContract(recorded.NewSubject());

/// <summary>What the library promises of processes, tried on those of a recorded machine.</summary>
[Collection(ThisMachineRecorded.Name)]
public sealed class RecordedProcessTests(ThisMachineRecorded recorded) : ProcessContract(recorded.NewSubject());

/// <summary>A capture by several threads is a capture, of a recorded machine, too.</summary>
[Collection(ThisMachineRecorded.Name)]
public sealed class RecordedParallelCaptureTests(ThisMachineRecorded recorded) : ParallelCaptureContract(recorded.NewSubject());
