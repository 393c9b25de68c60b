export * from "./artifacts";
export * from "./automations";
export * from "./deliveries";
export * from "./github";
export * from "./mlflow";
export * from "./operations";
export * from "./people";
export * from "./registry";
