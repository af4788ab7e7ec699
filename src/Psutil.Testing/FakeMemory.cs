namespace Psutil.Testing;

/// <summary>The memory of a <see cref="FakeMachine"/>.</summary>
public class FakeMemory : Memory
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeMemory(FakeMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>The result of <see cref="GetVirtual"/>; not supported if null.</summary>
    public VirtualMemory? Virtual { get; set; }

    /// <summary>The result of <see cref="GetSwap"/>; not supported if null.</summary>
    public SwapMemory? Swap { get; set; }

    /// <summary>The result of <see cref="GetPressure"/>.</summary>
    public PressureStall? Pressure { get; set; }

    /// <inheritdoc/>
    public override VirtualMemory GetVirtual()
    {
        _machine.NotifyRead(nameof(Memory));
        return Virtual ?? throw FakeMachine.NotSet("Memory.Virtual");
    }

    /// <inheritdoc/>
    public override SwapMemory GetSwap()
    {
        _machine.NotifyRead(nameof(Memory));
        return Swap ?? throw FakeMachine.NotSet("Memory.Swap");
    }

    /// <inheritdoc/>
    public override PressureStall? GetPressure()
    {
        _machine.NotifyRead(nameof(Memory));
        return Pressure;
    }
}
