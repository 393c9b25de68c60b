export * from "./automations";
export * from "./deliveries";
export * from "./operations";
export * from "./people";
export * from "./registry";
